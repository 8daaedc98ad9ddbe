import type { Scope } from '../core/in-org.ts';
import type { Sealer } from '../core/seal.ts';
import { addDays, dateIn } from '../core/zoned-time.ts';
import { convertLead } from '../features/conversions/convert-lead.ts';
import { planOf } from '../features/conversions/conversion-plan.ts';
import { noteStep, type StepName } from '../features/conversions/conversion-steps.ts';
import { conversionView } from '../features/conversions/conversion.view.ts';
import { finishConversion } from '../features/conversions/finish-conversion.ts';
import { waitForRouter } from '../features/conversions/wait-for-router.ts';
import { cancel as cancelInvoice, pay } from '../features/invoices/invoice.routes.ts';
import { lockLead } from '../features/leads/index.ts';
import { askFor } from '../features/router-users/ask-router-operation.ts';
import { RouterProblem } from '../ports/router.ts';
import type { Calendar } from './calendar.ts';
import { castInstallations, type CastInstallation, type Technician } from './cast-installations.ts';
import type { Person } from './happenings.ts';
import { inHistory } from './history.ts';
import type { LeadDraft } from './lead-draft.ts';
import { playOperation } from './play-operation.ts';
import { appointmentOf, playOrder } from './play-order.ts';
import { stepsOf, type DemoRouter } from './won-leads.ts';

const minute = 60_000;
const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * minute);

interface Needed {
  drafts: readonly LeadDraft[]; router: DemoRouter; sealer: Sealer; calendar: Calendar; timezone: string; technicians: { [who in Technician]: Person };
}

/** Converts who was won in the last month the way the product does it, each on their day, and plays what became of order and bill. */
export async function makeInstallations(scope: Scope, needed: Needed): Promise<void> {
  for (const cast of castInstallations) {
    const { lead, owner } = needed.drafts.find((draft) => draft.lead.phone === cast.phone)!;
    const begunAt = later(lead.stageEnteredAt, 20);
    const conversionId = await begin(scope, lead.id, { ...needed, cast, begunAt, by: owner! });
    await answerAsRouter(scope, conversionId, needed.router, later(begunAt, 0.1));
    const { serviceOrderId, invoiceId, routerUserId } = await conversionView(scope, conversionId);
    await playOrder(scope, serviceOrderId!, { ...needed, fate: cast.order, by: owner!, signedBy: cast.contact ?? cast.name });
    if (invoiceId) await playBill(scope, invoiceId, cast, needed.calendar, owner!);
    if (cast.suspendedDaysAgo !== undefined && routerUserId) {
      const at = needed.calendar.at(-cast.suspendedDaysAgo, '09:10');
      await askFor(inHistory(scope, at, owner), routerUserId, 'suspend', 'The first invoice is not paid');
      await playOperation(scope, routerUserId, at);
    }
  }
}

async function begin(
  scope: Scope, leadId: string, { cast: { type, startsAfter, order }, begunAt, by, router, sealer, timezone, ...needed }: Needed & { cast: CastInstallation; begunAt: Date; by: Person },
): Promise<string> {
  const then = inHistory(scope, begunAt, by);
  const appointment = appointmentOf(order, needed);
  const request = {
    type, startsOn: addDays(dateIn(timezone, begunAt), startsAfter), routerUser: { routerId: router.id, service: 'pppoe' as const }, ...(appointment ? { appointment } : {}),
  };
  const { view } = await planOf(then, await lockLead(then, leadId, 'conversions:write'), request);
  return (await convertLead(then, sealer, leadId, { ...request, planHash: view.planHash })).id;
}

/** What the worker would have noted of a router that did at once what it was asked. */
async function answerAsRouter(scope: Scope, conversionId: string, router: DemoRouter, at: Date): Promise<void> {
  const [user] = await scope.rows<{ username: string; profile: string; waits: boolean }>(
    `select u.username, u.profile, coalesce((c.request -> 'routerUser' ->> 'waits')::boolean, false) as waits
       from conversions c join router_users u on u.organization_id = $1 and u.id = c.router_user_id where c.organization_id = $1 and c.id = $2`,
    [scope.organizationId, conversionId]);
  for (const [index, [name, message]] of stepsOf(router, { ...user!, records: '' }).slice(1, -1).entries()) {
    if (name !== 'enable' || !user!.waits) await noteStep(inHistory(scope, later(at, index / 20)), conversionId, name as StepName, 'done', message);
  }
  await finishConversion(inHistory(scope, later(at, 0.3)), conversionId);
}

async function playBill(scope: Scope, invoiceId: string, { bill }: CastInstallation, calendar: Calendar, by: Person): Promise<void> {
  if (!bill) return;
  const then = inHistory(scope, calendar.at(-bill.daysAgo, '11:20'), by);
  if (bill.status === 'paid') await pay(then, invoiceId, calendar.date(-bill.daysAgo));
  else await cancelInvoice(then, invoiceId, bill.reason);
}

/** A lead whose router is down: its conversion waits for it, and a newcomer sees what that looks like. */
export async function makeWaitingConversion(scope: Scope, { draft: { lead, owner }, routerName, sealer, calendar }: { draft: LeadDraft; routerName: string; sealer: Sealer; calendar: Calendar }): Promise<void> {
  const [router] = await scope.rows<{ id: string }>('select id from routers where organization_id = $1 and name = $2', [scope.organizationId, routerName]);
  const then = inHistory(scope, calendar.ago({ minutes: 70 }), owner);
  const request = { type: 'new_with_proforma' as const, routerUser: { routerId: router!.id, service: 'pppoe' as const } };
  const { view } = await planOf(then, await lockLead(then, lead.id, 'conversions:write'), request);
  const { id } = await convertLead(then, sealer, lead.id, { ...request, planHash: view.planHash });
  const tried = inHistory(scope, calendar.ago({ minutes: 69 }));
  await noteStep(tried, id, 'connect', 'running');
  await waitForRouter(tried, id, new RouterProblem('unreachable', `${routerName} did not answer within 2 seconds.`));
}
