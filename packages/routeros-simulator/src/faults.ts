/** Everything that can be made to go wrong, and what it does. */
export const FAULTS = {
  'refuse': 'no connection is accepted, as on a router that is off; stays until cleared',
  'hang': 'the connection is accepted and nothing is ever said; on a command: it is swallowed, not run, not answered',
  'reset': 'the connection is reset as soon as it is accepted; on a command: when that arrives, before it runs',
  'wrong-password': 'the login is refused, whatever the password',
  'permission': 'the command is refused: not enough permissions',
  'slow': 'the command runs at once, its reply comes late (--delay milliseconds)',
  'reply-lost': 'the command runs, then the connection closes instead of a reply',
  'silent': 'the command runs and is never answered; the connection stays open',
  'dropped': 'the connection closes before the command runs',
  'half-reply': 'the command runs, half of its reply arrives, then silence',
  'garbage': 'the command runs, bytes that mean nothing come instead of its reply',
  'fatal': 'the command does not run: !fatal, and the connection closes',
  'last-byte-late': 'the last byte of the reply, a zero, arrives in a TCP segment of its own',
  'tag-missing': 'the reply comes without its tag',
} as const;

export type FaultKind = keyof typeof FAULTS;

export interface Fault {
  kind: FaultKind;
  /** The command it happens to, such as `/ppp/secret/add`; else every command after the login, or the connection. */
  command?: string;
  /** How often it happens; without it, until it is cleared. */
  times?: number;
  /** For `slow` and `last-byte-late`: milliseconds. */
  delayMs?: number;
}

// These happen to a connection when no command is named.
const ON_CONNECTION: readonly FaultKind[] = ['hang', 'reset'];

/** The faults that are set on a router, taken one by one as they happen. */
export class FaultPlan {
  private faults: (Fault & { left: number })[] = [];
  private readonly refusalChanged: (isRefusing: boolean) => Promise<void>;

  constructor(refusalChanged: (isRefusing: boolean) => Promise<void>) {
    this.refusalChanged = refusalChanged;
  }

  /** Sets a fault; one of the same kind on the same command is replaced. Throws for a fault that makes no sense. */
  async set(fault: Fault): Promise<void> {
    checkFault(fault);
    this.faults = this.faults.filter(({ kind, command }) => kind !== fault.kind || command !== fault.command);
    this.faults.push({ ...fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    if (fault.kind === 'refuse') await this.refusalChanged(true);
  }

  /** Takes back every fault. */
  async clear(): Promise<void> {
    this.faults = [];
    await this.refusalChanged(false);
  }

  /** The fault that happens to a new connection, if one does. */
  forConnection(): Fault | null {
    return this.take(({ kind, command }) => command === undefined && ON_CONNECTION.includes(kind));
  }

  /** The fault that happens to this command, if one does. */
  forCommand(command: string): Fault | null {
    return this.take((fault) => {
      if (fault.command !== undefined) return fault.command === command;
      if (fault.kind === 'refuse' || ON_CONNECTION.includes(fault.kind)) return false;
      return (command === '/login') === (fault.kind === 'wrong-password');
    });
  }

  private take(matches: (fault: Fault) => boolean): Fault | null {
    const fault = this.faults.find((one) => one.left > 0 && matches(one));
    if (!fault) return null;
    fault.left -= 1;
    return fault;
  }
}

function checkFault({ kind, command, times, delayMs }: Fault): void {
  if (!Object.hasOwn(FAULTS, kind)) {
    throw new Error(`Fault "${kind}" is not known. Known: ${Object.keys(FAULTS).join(', ')}.`);
  }
  if (kind === 'refuse' && (command !== undefined || times !== undefined)) {
    throw new Error('Fault "refuse" takes no command and no times: nothing connects until it is cleared.');
  }
  if (kind === 'wrong-password' && command !== undefined && command !== '/login') {
    throw new Error(`Fault "wrong-password" happens to /login, not to ${command}.`);
  }
  if (command !== undefined && !command.startsWith('/')) {
    throw new Error(`Fault on "${command}": a command begins with a slash, such as /ppp/secret/add.`);
  }
  if (times !== undefined && !(Number.isInteger(times) && times > 0)) {
    throw new Error(`Fault ${kind}: times is ${times}, expected a whole number from 1.`);
  }
  if (delayMs !== undefined && !(Number.isInteger(delayMs) && delayMs >= 0)) {
    throw new Error(`Fault ${kind}: delay is ${delayMs}, expected whole milliseconds.`);
  }
}
