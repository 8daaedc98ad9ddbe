import type { BulkConversion, ConversionPlan } from '@lastmile/contracts';
import { nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import type { Sealer } from '../../core/seal.ts';
import { freeCount } from '../address-pools/index.ts';
import { LeadEntity, lockLead, mayChange, readableOwners, type Lead } from '../leads/index.ts';
import { ConversionBlocked } from './conversion.errors.ts';
import { planOf } from './conversion-plan.ts';
import { convertLead } from './convert-lead.ts';
import { planFacts } from './plan-facts.ts';

interface Blocker { code: string; message: string }

/** What is asked for many leads, as it is asked for one of them. */
const requestOf = ({ alsoSimilar: _, ...request }: BulkConversion) => request;

/** Somebody with the same phone or email: whether it is the same person is decided one by one. */
function similarBlocker({ duplicates }: ConversionPlan, { alsoSimilar = false }: BulkConversion): Blocker[] {
  const [same] = duplicates.filter(({ matches }) => matches !== 'name');
  return same && !alsoSimilar
    ? [{ code: 'similar_subscriber', message: `${same.title}, ${same.number}, has the same ${same.matches === 'phone' ? 'phone number' : 'email address'}. Decide about it on the lead.` }] : [];
}

export interface ConversionOutlook { lead: Pick<Lead, 'id' | 'label' | 'title'>; blockers: Blocker[] }

/** What would be in the way of converting each of some leads; changes and locks nothing. Leads that are gone are left out. */
export async function conversionOutlook(scope: Scope, ids: readonly string[], conversion: BulkConversion, { skipsExit }: { skipsExit: boolean }): Promise<ConversionOutlook[]> {
  const { tx, organizationId, actor, rows } = scope;
  const leads = await tx.createQueryBuilder(LeadEntity, 'l')
    .where('l.organizationId = :organizationId and l.id in (:...ids) and l.deletedAt is null', { organizationId, ids: ids.length > 0 ? ids : [nobody] }).getMany();
  const running = new Set((await rows<{ leadId: string }>(
    `select lead_id as "leadId" from conversions where organization_id = $1 and lead_id = any ($2::uuid[]) and state = 'running'`, [organizationId, ids])).map(({ leadId }) => leadId));
  const readable = readableOwners(actor);
  const facts = planFacts(scope);
  const outlooks = await Promise.all(leads.map(async (lead): Promise<ConversionOutlook | null> => {
    if (readable && !readable.includes(lead.ownerId ?? nobody)) return null;
    lead.converting = running.has(lead.id);
    const refused = refusalOf(() => { if (actor.role) mayChange(actor, 'conversions:write', { number: lead.label, ownerId: lead.ownerId }); });
    if (refused) return { lead, blockers: [refused] };
    const { view } = await planOf(scope, lead, requestOf(conversion), facts);
    const { passwordKind } = await facts.settings();
    const needsPassword = conversion.routerUser && passwordKind === 'by_hand'
      ? [{ code: 'password_needed', message: 'Passwords are given by hand here, so it is converted one by one.' }] : [];
    const asks = view.exitCriteria.length > 0 && !skipsExit ? [{ code: 'exit_criteria', message: 'Its stage asks for something before it goes on.' }] : [];
    return { lead, blockers: [...view.blockers, ...similarBlocker(view, conversion), ...needsPassword, ...asks] };
  }));
  return withinPool(scope, conversion, outlooks.filter((outlook) => outlook !== null));
}

/** Each gets an address of its own: those for whom there is none left are told before anything is done. */
async function withinPool(scope: Scope, { routerUser }: BulkConversion, outlooks: ConversionOutlook[]): Promise<ConversionOutlook[]> {
  if (!routerUser?.addressPool) return outlooks;
  let free = await freeCount(scope, routerUser.routerId, routerUser.addressPool);
  return outlooks.map((outlook) => {
    if (outlook.blockers.length > 0) return outlook;
    free -= 1;
    return free >= 0 ? outlook : { ...outlook, blockers: [{ code: 'pool_is_full', message: `The pool ${routerUser.addressPool} has not so many free addresses.` }] };
  });
}

function refusalOf(check: () => void): Blocker | null {
  try {
    check();
    return null;
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (!code) throw error;
    return { code, message };
  }
}

/** Converts one of many as it is planned at this moment. Throws {@link ConversionBlocked} and what else converting one throws. */
export async function convertOneOfMany(scope: Scope, sealer: Sealer, leadId: string, conversion: BulkConversion, exitCriteriaSkipReason: string | undefined): Promise<string> {
  const lead = await lockLead(scope, leadId, 'conversions:write').catch((error: unknown) => {
    throw error instanceof NotFound ? new ConversionBlocked([{ code: 'gone', message: 'It was deleted meanwhile.' }]) : error;
  });
  const request = requestOf(conversion);
  const { view } = await planOf(scope, lead, request);
  const similar = similarBlocker(view, conversion);
  if (view.blockers.length === 0 && similar.length > 0) throw new ConversionBlocked(similar);
  const { id } = await convertLead(scope, sealer, leadId, { planHash: view.planHash, ...request, ...(exitCriteriaSkipReason ? { exitCriteriaSkipReason } : {}) });
  return id;
}
