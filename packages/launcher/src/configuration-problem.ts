/**
 * Something the person who starts Lastmile can put right: one line that names the thing and what was expected.
 * The commands print the line alone, without a stack.
 */
export class ConfigurationProblem extends Error {
  override name = 'ConfigurationProblem';
}

/** True for problems of this package and for those the server throws under the same name. */
export function isConfigurationProblem(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ConfigurationProblem';
}

/** The operating system's error code (`EACCES`, `EADDRINUSE`, …), or the empty string where there is none. */
export function systemCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}
