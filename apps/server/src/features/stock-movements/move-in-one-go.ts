import type * as contract from '@lastmile/contracts';
import type { Input } from '@lastmile/contracts';
import { scopeOf } from '../../core/actor.ts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotAllowed, Refusal, type FieldProblem } from '../../core/problems.ts';
import { inSavepoint } from '../../core/savepoint.ts';
import { checkSubject, issue, receive, takeBack, transfer } from './move-stock.ts';
import { checkVan, checkWay } from './own-vans.ts';
import { LinesRefused, type UnitElsewhere } from './stock.errors.ts';
import { holdLocations } from './stock-item.ts';

type Body = Input<typeof contract.moveStock>['body'];
type Line = Body['lines'][number];

function carriedOut(scope: Scope, body: Body, { itemId, quantity, serials, units, unitCost, setAside }: Line): Promise<contract.StockMovement> {
  const { locationId, toLocationId, inTransit, condition = 'good', subscriberId, serviceOrderId, supplier, reference, notes } = body;
  const counted = { quantity, serials };
  switch (body.type) {
    case 'receive': return receive(scope, itemId, { locationId, quantity, units, unitCost, supplier, reference, notes });
    case 'issue': return issue(scope, itemId, { locationId, ...counted, subscriberId, serviceOrderId, reference, notes });
    case 'transfer': return transfer(scope, itemId, { fromLocationId: locationId, toLocationId: toLocationId!, ...counted, inTransit, setAside, reference, notes });
    case 'return': return takeBack(scope, itemId, { locationId, ...counted, condition, subscriberId, serviceOrderId, reference, notes });
  }
}

/** What is wrong with the whole, and so with every line, is said once and before any of them. */
async function checkTheWhole(scope: Scope, { type, locationId, toLocationId, inTransit = false, reference, lines, ...subject }: Body): Promise<void> {
  // A smaller permission opens the operation too.
  if (type === 'receive' && scope.actor.role && !scopeOf(scope.actor, 'inventory:write')) throw new NotAllowed('Deliveries are received by who keeps the stock.');
  const wrong: FieldProblem[] = [];
  if (type === 'transfer' && !toLocationId) wrong.push({ pointer: '/toLocationId', detail: 'Say where it goes.' });
  if (type !== 'transfer' && toLocationId) wrong.push({ pointer: '/toLocationId', detail: 'Only a transfer goes to another location.' });
  if (type === 'transfer' && toLocationId === locationId) wrong.push({ pointer: '/toLocationId', detail: 'Choose another location than the one it is at.' });
  const { subscriberId } = await checkSubject(scope, subject);
  if (type === 'issue' && !subscriberId && !reference?.trim()) wrong.push({ pointer: '/subscriberId', detail: 'Say who gets it: a subscriber, a service order or a reference.' });
  lines.forEach(({ setAside }, index) => { if (setAside && type !== 'transfer') wrong.push({ pointer: `/lines/${index}/setAside`, detail: 'Only a transfer takes what is set aside.' }); });
  const ids = lines.map(({ itemId, setAside = false }) => `${itemId.toLowerCase()} ${setAside}`);
  ids.forEach((id, index) => { if (ids.indexOf(id) < index) wrong.push({ pointer: `/lines/${index}/itemId`, detail: 'This item is in a line above.' }); });
  if (wrong.length > 0) throw new InvalidFields(wrong);
  await holdLocations(scope, { '/locationId': locationId, ...(toLocationId ? { '/toLocationId': toLocationId } : {}) });
  if (type === 'transfer') await checkWay(scope, { fromLocationId: locationId, toLocationId: toLocationId!, inTransit, setAside: lines.some((line) => line.setAside === true) });
  else if (type !== 'receive') await checkVan(scope, locationId);
}

/** The pointers of a line's refusal, which is about one item, as they are in the whole. */
const pointed = (line: number, { errors, message, status }: Refusal): FieldProblem[] => (
  errors?.map(({ pointer, detail }) => ({ pointer: `/lines/${line}${pointer}`, detail })) ?? [{ pointer: `/lines/${line}${status === 404 ? '/itemId' : ''}`, detail: message }]);

/**
 * What was scanned in one go, moved by the same rules as one item is. Every line is tried before any is refused, so that one answer names all that stands in the way;
 * items are locked in the order of their ids, as whoever moves several does.
 */
export async function moveInOneGo(scope: Scope, body: Body): Promise<{ data: contract.StockMovement[] }> {
  await checkTheWhole(scope, body);
  const data: contract.StockMovement[] = [];
  const refused: { line: number; refusal: Refusal }[] = [];
  const inOrder = body.lines.map((line, index) => ({ line, index })).toSorted((left, right) => (left.line.itemId.toLowerCase() < right.line.itemId.toLowerCase() ? -1 : 1));
  for (const { line, index } of inOrder) {
    const tried = await inSavepoint(scope, (inner) => carriedOut(inner, body, line));
    if ('result' in tried) data[index] = tried.result;
    else if (tried.error instanceof Refusal) refused.push({ line: index, refusal: tried.error });
    else throw tried.error;
  }
  if (refused.length === 0) return { data };
  refused.sort((left, right) => left.line - right.line);
  throw new LinesRefused(refused.flatMap(({ line, refusal }) => pointed(line, refusal)), refused.map(({ line, refusal }) => ({
    line, code: refusal.code, units: (refusal.more.units as UnitElsewhere[] | undefined) ?? [],
  })));
}
