import { MENUS } from './menus.ts';
import { compileQuery } from './queries.ts';
import type { Request } from './request.ts';
import type { Row } from './row.ts';
import type { Store } from './store.ts';
import { Trap, TRAP_CATEGORY } from './trap.ts';
import type { Version } from './version.ts';

/** What a user's group lets them do; a router has more policies, none of which the menus here need. */
export type Policy = 'api' | 'read' | 'write' | 'sensitive';

/** What a command gave: rows to send, or the value that `!done` carries. */
export interface Outcome {
  rows?: readonly Row[];
  result?: string;
}

const VERBS = ['print', 'getall', 'add', 'set', 'unset', 'remove', 'enable', 'disable'];

/** Runs a command of a logged-in user. Throws Trap when the router refuses it; then nothing was changed. */
export function runCommand(
  store: Store, version: Version, policies: ReadonlySet<Policy>, request: Request,
): Outcome {
  const slash = request.command.lastIndexOf('/');
  const path = request.command.slice(0, slash);
  const verb = request.command.slice(slash + 1);
  const menu = MENUS[path];
  if (!menu || (menu.since ?? 0) > version.major) throw new Trap('no such command prefix', TRAP_CATEGORY.missing);
  if (!VERBS.includes(verb) || (menu.dynamic && verb !== 'print' && (verb !== 'remove' || menu.single))) {
    throw new Trap('no such command', TRAP_CATEGORY.missing);
  }
  const isRead = verb === 'print' || verb === 'getall';
  if (!policies.has(isRead ? 'read' : 'write')) throw notEnoughPermissions();
  if (isRead) return print(store, path, request, policies.has('sensitive'));
  if (verb === 'add') return { result: store.add(path, request.attributes) };
  change(store, path, verb, request.attributes);
  return {};
}

/** What a router says to a user whose group lacks a policy. */
export function notEnoughPermissions(): Trap {
  return new Trap('not enough permissions (9)');
}

function print(store: Store, path: string, { attributes, queries }: Request, isSensitive: boolean): Outcome {
  const found = store.all(path).filter(compileQuery(queries));
  if (attributes.has('count-only')) return { result: String(found.length) };
  const wanted = attributes.get('.proplist')?.split(',');
  const shown = (row: Row): Row => Object.fromEntries(
    Object.entries(row)
      .filter(([property]) => !wanted || wanted.includes(property))
      .map(([property, value]) => [property, hidden(path, property, isSensitive) ? '*****' : value]),
  );
  return { rows: found.map(shown) };
}

function hidden(path: string, property: string, isSensitive: boolean): boolean {
  return !isSensitive && MENUS[path]?.columns[property]?.secret === true;
}

function change(store: Store, path: string, verb: string, attributes: ReadonlyMap<string, string>): void {
  const { '.id': id, numbers, 'value-name': valueName, ...rest } = Object.fromEntries(attributes);
  const ids = (id ?? numbers ?? '').split(',');
  // One missing item refuses the whole command, so look before touching the first.
  if (!MENUS[path]?.single) {
    const known = new Set(store.all(path).map((row) => row['.id']));
    if (!ids.every((one) => known.has(one))) throw new Trap('no such item', TRAP_CATEGORY.missing);
  }
  for (const one of ids) {
    if (verb === 'remove') store.remove(path, one);
    else if (verb === 'unset') store.unset(path, one, valueName ?? '');
    else if (verb === 'set') store.set(path, one, new Map(Object.entries(rest)));
    else store.set(path, one, new Map([['disabled', verb === 'disable' ? 'yes' : 'no']]));
  }
}
