import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { ConfigurationProblem } from './configuration-problem.ts';

/**
 * Reads the options of a command. pnpm hands over a `--` that separates its own options from ours; it means nothing
 * here. Throws a ConfigurationProblem with the usage where an option is not known or lacks its value.
 */
export function readWords<const Options extends ParseArgsOptionsConfig>(usage: string, options: Options) {
  const args = process.argv.slice(2).filter((word) => word !== '--');
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new ConfigurationProblem(`${(error as Error).message.split('. ')[0]}. Usage: ${usage}`, { cause: error });
  }
}

/** A required option. Throws a ConfigurationProblem with the usage where it is missing. */
export function required(value: string | undefined, name: string, usage: string): string {
  if (value) return value;
  throw new ConfigurationProblem(`--${name} is missing. Usage: ${usage}`);
}
