import Big from 'big.js';
import type { ConversionPlan, ConversionRequest } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings, type OrganizationSettings } from '../../core/organization-settings.ts';
import { numberSql } from '../../core/numbers.ts';
import { InvalidFields } from '../../core/problems.ts';
import { sha256 } from '../../core/seal.ts';
import { dateIn } from '../../core/zoned-time.ts';
import { stageOf, type Lead } from '../leads/index.ts';
import { suggestUsername } from './username.ts';

interface PlannedOffer { id: string; name: string; monthlyPrice: string; setupFee: string; taxRate: string; routerProfile: string | null }

export interface PlannedRouterUser {
  routerId: string;
  routerName: string;
  service: 'pppoe' | 'hotspot' | 'user_manager';
  username: string;
  profile: string;
  ipAddress: string | null;
}

/** Everything a conversion would do, decided before anything is done. The dialog, the API and the conversion itself use this one plan. */
export interface Plan {
  view: ConversionPlan;
  offer: PlannedOffer | null;
  routerUser: PlannedRouterUser | null;
  startsOn: string;
  installationAddress: string | null;
  value: string;
}

const services = { pppoe: 'PPPoE', hotspot: 'Hotspot', user_manager: 'User Manager' } as const;

/** Plans the conversion of a lead; changes nothing. Throws a 422 for a package or router that is not there. */
export async function planOf(scope: Scope, lead: Lead, request: ConversionRequest): Promise<Plan> {
  const settings = await organizationSettings(scope);
  const offerId = request.offerId === undefined ? lead.offerId : request.offerId;
  const offer = offerId ? await plannedOffer(scope, offerId) : null;
  const startsOn = request.startsOn ?? dateIn(settings.timezone, scope.now);
  const installationAddress = (request.installationAddress === undefined ? addressOf(lead) : request.installationAddress?.trim()) || null;
  const blockers: ConversionPlan['blockers'] = lockBlockers(lead);
  const exitCriteria = await criteriaToLeave(scope, lead);
  const routerUser = request.routerUser ? await plannedRouterUser(scope, lead, request.routerUser, offer, blockers) : null;
  const firstBill = firstBillOf(offer, lead, settings);
  const effects = effectsOf(lead, request, { offer, routerUser, startsOn, installationAddress }, settings);
  const planned = {
    // The world as it was planned for: what of the lead goes into the subscriber, and nothing that does not.
    lead: [lead.id, lead.name, lead.companyName, lead.phone, lead.email, lead.billingEmail, addressOf(lead), lead.stageId],
    request: { ...request, routerUser: request.routerUser && { ...request.routerUser, password: undefined } },
    offer, routerUser, startsOn, installationAddress, firstBill, blockers, exitCriteria,
  };
  return {
    offer, routerUser, startsOn, installationAddress,
    value: offer?.monthlyPrice ?? lead.value,
    view: {
      planHash: sha256(JSON.stringify(planned)).toString('base64url'),
      effects,
      duplicates: await similarSubscribers(scope, lead),
      blockers,
      exitCriteria,
      firstBill,
    },
  };
}

/** Winning a lead leaves the stage it stands in, unless that is a won one already. */
async function criteriaToLeave(scope: Scope, lead: Lead): Promise<string[]> {
  return lead.isOpen ? (await stageOf(scope, lead.stageId)).exitCriteria : [];
}

function lockBlockers(lead: Lead): ConversionPlan['blockers'] {
  if (lead.convertedAt) return [{ code: 'lead_locked', message: `${lead.label} is already converted.` }];
  if (lead.converting) return [{ code: 'lead_converting', message: `${lead.label} is being converted right now.` }];
  // D5: one conversion per lead, also where it was opened again.
  if (lead.subscriberId) {
    return [{ code: 'lead_has_subscriber', message: `${lead.label} has become a subscriber already. Move it to a won stage to close it again.` }];
  }
  if (lead.status === 'lost') return [{ code: 'lead_lost', message: `${lead.label} is lost. Move it to an open stage first.` }];
  return [];
}

async function plannedOffer({ rows, organizationId }: Scope, id: string): Promise<PlannedOffer> {
  const [offer] = await rows<PlannedOffer>(
    `select o.id, o.name, o.monthly_price::text as "monthlyPrice", o.setup_fee::text as "setupFee", coalesce(o.tax_rate, s.tax_rate)::text as "taxRate",
            o.router_profile as "routerProfile"
       from offers o join organization_settings s on s.organization_id = $1 where o.organization_id = $1 and o.id = $2`, [organizationId, id]);
  if (!offer) throw new InvalidFields([{ pointer: '/offerId', detail: 'There is no such package.' }]);
  return offer;
}

async function plannedRouterUser(
  scope: Scope, lead: Lead, asked: NonNullable<ConversionRequest['routerUser']>, offer: PlannedOffer | null, blockers: ConversionPlan['blockers'],
): Promise<PlannedRouterUser> {
  const { rows, organizationId } = scope;
  const [router] = await rows<{ id: string; name: string }>('select id, name from routers where organization_id = $1 and id = $2', [organizationId, asked.routerId]);
  if (!router) throw new InvalidFields([{ pointer: '/routerUser/routerId', detail: 'There is no such router.' }]);
  const username = asked.username ?? suggestUsername(lead);
  const profile = asked.profile?.trim() || offer?.routerProfile || '';
  if (!profile) {
    blockers.push({ code: 'no_profile', message: 'Choose a package with a router profile, or name the profile: it gives the subscriber their speed.' });
  }
  const [taken] = await rows<{ name: string }>(
    `select coalesce(s.name, 'another conversion') as name from router_users u left join subscribers s on s.organization_id = $1 and s.id = u.subscriber_id
      where u.organization_id = $1 and u.router_id = $2 and u.service = $3 and u.username = $4 and u.state <> 'removed'
        and u.conversion_id is distinct from $5`,
    [organizationId, router.id, asked.service, username, lead.conversionId]);
  if (taken) blockers.push({ code: 'username_taken', message: `${username} on ${router.name} belongs to ${taken.name}. Choose another user name.` });
  return { routerId: router.id, routerName: router.name, service: asked.service, username, profile, ipAddress: asked.ipAddress ?? null };
}

/** What the customer pays first: setup and a month, each line rounded once, tax on each (D17). What was agreed with the lead goes before the list price. */
function firstBillOf(offer: PlannedOffer | null, lead: Lead, { taxName, taxRate: standardRate }: OrganizationSettings): ConversionPlan['firstBill'] {
  const setupFee = new Big(lead.agreedInstallationFee ?? offer?.setupFee ?? 0);
  const firstMonth = new Big(lead.agreedMonthlySubscription ?? offer?.monthlyPrice ?? 0);
  const taxRate = offer?.taxRate ?? standardRate;
  const taxOf = (amount: Big) => amount.times(taxRate).div(100).round(2, Big.roundHalfUp);
  const tax = taxOf(setupFee).plus(taxOf(firstMonth));
  return {
    setupFee: setupFee.toFixed(2), firstMonth: firstMonth.toFixed(2), tax: tax.toFixed(2), taxName, taxRate: new Big(taxRate).toString(),
    total: setupFee.plus(firstMonth).plus(tax).toFixed(2),
  };
}

function effectsOf(
  lead: Lead, { type }: ConversionRequest, { offer, routerUser, startsOn, installationAddress }: Pick<Plan, 'offer' | 'routerUser' | 'startsOn' | 'installationAddress'>,
  { currency }: OrganizationSettings,
): ConversionPlan['effects'] {
  const status = type === 'new_with_proforma' ? 'new' : 'active';
  return [
    { kind: 'subscriber', summary: `Subscriber ${lead.title}`, details: { name: lead.name ?? lead.title, phone: lead.phone, email: lead.email, installationAddress, status } },
    ...(offer ? [{
      kind: 'subscription' as const, summary: `${offer.name}, monthly`,
      details: { offerId: offer.id, monthlyPrice: lead.agreedMonthlySubscription ?? offer.monthlyPrice, currency, startsOn, status: status === 'new' ? 'pending' : 'active' },
    }] : []),
    ...(routerUser ? [{
      kind: 'router_user' as const, summary: `${services[routerUser.service]} user ${routerUser.username}`, details: { ...routerUser },
    }] : []),
    { kind: 'lead', summary: `${lead.label} goes to Won and is locked`, details: { leadId: lead.id } },
  ];
}

const addressOf = (lead: Lead): string | null =>
  lead.propertyAddress ?? ([lead.unitNumber, lead.street, lead.location, lead.city].filter(Boolean).join(', ') || null);

async function similarSubscribers({ rows, organizationId }: Scope, lead: Lead): Promise<ConversionPlan['duplicates']> {
  return rows<ConversionPlan['duplicates'][number]>(
    `select 'subscriber' as kind, s.id, ${numberSql('subscriber', 's.number')} as number, s.name as title,
            case when s.phone = $2 then 'phone' when s.email = $3 then 'email' else 'name' end as matches
       from subscribers s
      where s.organization_id = $1 and s.lead_id is distinct from $5
        and s.id in (
          (select id from subscribers where organization_id = $1 and phone = $2 limit 5)
          union (select id from subscribers where organization_id = $1 and email = $3 limit 5)
          union (select id from subscribers where organization_id = $1 and name = $4 limit 5))
      order by (s.phone = $2) desc nulls last limit 5`,
    [organizationId, lead.phone, lead.email, lead.name ?? lead.title, lead.id]);
}
