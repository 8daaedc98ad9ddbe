import { parseArgs } from 'node:util';
import { FAULTS } from './faults.ts';
import type { Fault, FaultKind } from './faults.ts';
import type { RouterUser } from './login.ts';
import type { RouterSimulatorOptions } from './simulator.ts';

export interface CommandLine {
  options: RouterSimulatorOptions;
  faults: Fault[];
  isQuiet: boolean;
  wantsHelp: boolean;
}

/** Reads the command line. Throws an error that names the option and what was expected. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values, tokens } = parseArgs({
    args: [...args],
    tokens: true,
    options: {
      port: { type: 'string', default: '8728' },
      host: { type: 'string', default: '127.0.0.1' },
      identity: { type: 'string', default: 'MikroTik' },
      version: { type: 'string', default: '7.18.2' },
      user: { type: 'string', multiple: true, default: ['admin:lastmile'] },
      profile: { type: 'string', multiple: true, default: [] },
      tls: { type: 'string' },
      login: { type: 'string' },
      'state-file': { type: 'string' },
      fault: { type: 'string', multiple: true },
      on: { type: 'string', multiple: true },
      times: { type: 'string', multiple: true },
      delay: { type: 'string', multiple: true },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    options: {
      port: wholeNumber('port', values.port, 65_535),
      host: values.host,
      identity: values.identity,
      version: values.version,
      users: values.user.map(readUser),
      profiles: values.profile,
      tls: oneOf('tls', values.tls, ['certificate', 'anonymous']),
      login: oneOf('login', values.login, ['plain', 'challenge']),
      stateFile: values['state-file'],
    },
    faults: readFaults(tokens.flatMap((token) => (token.kind === 'option' ? [token] : []))),
    isQuiet: values.quiet,
    wantsHelp: values.help,
  };
}

// --on, --times and --delay say more about the --fault before them, so their order counts.
function readFaults(given: readonly { name: string; value?: string | undefined }[]): Fault[] {
  const faults: Fault[] = [];
  for (const { name, value = '' } of given) {
    if (name === 'fault') {
      faults.push({ kind: value as FaultKind });
    } else if (['on', 'times', 'delay'].includes(name)) {
      const fault = faults.at(-1);
      if (!fault) throw new Error(`--${name} belongs to the --fault before it, and there is none.`);
      if (name === 'on') fault.command = value;
      else if (name === 'times') fault.times = wholeNumber('times', value, 1_000_000);
      else fault.delayMs = wholeNumber('delay', value, 600_000);
    }
  }
  return faults;
}

function readUser(text: string): RouterUser {
  const [name, password, group = 'full', ...rest] = text.split(':');
  if (!name || password === undefined || rest.length > 0) {
    throw new Error(`--user "${name ?? ''}…": expected name:password or name:password:group.`);
  }
  return { name, password, group };
}

function wholeNumber(name: string, text: string, largest: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= largest) return value;
  throw new Error(`--${name} "${text}": expected a whole number up to ${largest}.`);
}

function oneOf<Choice extends string>(
  name: string, value: string | undefined, choices: readonly Choice[],
): Choice | undefined {
  if (value === undefined) return undefined;
  const choice = choices.find((one) => one === value);
  if (!choice) throw new Error(`--${name} "${value}": expected ${choices.join(' or ')}.`);
  return choice;
}

/** What `--help` prints. */
export function helpText(): string {
  const faults = Object.entries(FAULTS).map(([kind, meaning]) => `  ${kind.padEnd(16)}${meaning}`);
  return `A router that speaks the MikroTik RouterOS API, for development and tests.

Usage: pnpm routeros-simulator [options]

  --port <number>           port to listen on (8728)
  --host <address>          address to listen on (127.0.0.1)
  --identity <name>         the router's name (MikroTik)
  --version <version>       RouterOS version, 6.x or 7.x (7.18.2)
  --user <name:password[:group]>  may be given again (admin:lastmile); groups: full, write, read
  --profile <name>          profile of every service, may be given again
  --tls <certificate|anonymous>   TLS with a self-signed certificate, or without one
  --login <plain|challenge> login style (the one of the version)
  --state-file <file>       keep the router's items across restarts
  --quiet                   do not print the commands that arrive
  --fault <fault>           make something go wrong, may be given again; about the last one:
    --on <command>            the command it happens to, such as /ppp/secret/add
    --times <number>          how often (always)
    --delay <milliseconds>    for slow and last-byte-late

Faults:
${faults.join('\n')}
`;
}
