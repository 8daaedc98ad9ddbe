import Big from 'big.js';
import type { ConversionPlan, ConversionRequest } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings, type OrganizationSettings } from '../../core/organization-settings.ts';
import { numberSql } from '../../core/numbers.ts';
import { InvalidFields } from '../../core/problems.ts';
import { sha256 } from '../../core/seal.ts';
import { dateIn } from '../../core/zoned-time.ts';
import { conversionSettings, wonStageOf } from '../conversion-settings/index.ts';
import { stageOf, type Lead, type StandingPlace } from '../leads/index.ts';
import { addressHolder, nameHolder, profileOf } from '../router-users/index.ts';
import { checkAppointment } from '../service-orders/index.ts';
import { equipmentEffect, plannedEquipment, type PlannedEquipment } from './planned-equipment.ts';
import { suggestUsername } from './username.ts';

interface PlannedOffer { id: string; name: string; monthlyPrice: string; setupFee: string; taxRate: string; routerProfile: string | null }

export interface PlannedRouterUser {
  routerId: string;
  routerName: string;
  service: 'pppoe' | 'hotspot' | 'user_manager';
  username: string;
  profile: string;
  ipAddress: string | null;
  /** Made disabled, and enabled when the service order is completed. */
  waits: boolean;
}

/** The bill that comes with the conversion, its lines as the plan's first bill has them. */
export interface PlannedBill { kind: 'invoice' | 'proforma'; dueOn: string; lines: { description: string; unitPrice: string; taxRate: string; lineTax: string }[] }

/** Everything a conversion would do, decided before anything is done. The dialog, the API and the conversion itself use this one plan. */
export interface Plan {
  view: ConversionPlan;
  offer: PlannedOffer | null;
  routerUser: PlannedRouterUser | null;
  startsOn: string;
  installationAddress: string | null;
  value: string;
  bill: PlannedBill | null;
  /** Who gets the service; a new subscriber where null. */
  linked: { id: string; number: string; name: string } | null;
  wonStage: StandingPlace | null;
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
  const ways = await conversionSettings(scope);
  if (!ways.offeredTypes.includes(request.type)) {
    blockers.push({ code: 'type_not_offered', message: 'Leads are not converted like this here. Choose another way for the subscriber to begin.' });
  }
  const linked = await linkedSubscriber(scope, lead, request.subscriberId);
  const technician = request.appointment ? await checkAppointment(scope, request.appointment, '/appointment') : null;
  const routerUser = request.routerUser
    ? await plannedRouterUser(scope, lead, { ...request.routerUser, waits: ways.enableAfterInstallation && request.type === 'new_with_proforma' }, offer, blockers) : null;
  const firstBill = firstBillOf(offer, lead, settings);
  const bill = billOf(request.type, firstBill, offer, startsOn);
  if (bill && bill.lines.length === 0 && !offer) {
    blockers.push({ code: 'no_package', message: 'Choose a package: without one there is nothing to bill. Or convert without an invoice.' });
  }
  const wonStage = await wonStageOf(scope, lead);
  if (!wonStage) blockers.push({ code: 'no_won_stage', message: 'The lead’s pipeline has no won stage. Add one, or take the lead to another pipeline.' });
  const made = { offer, routerUser, startsOn, installationAddress, bill, linked, wonStage };
  const equipment = await plannedEquipment(scope, lead.id, offer?.id ?? null, request.appointment?.technicianId ?? null);
  const effects = effectsOf(lead, request, made, { ...settings, firstBill, technician, equipment });
  const planned = {
    // The world as it was planned for: what of the lead goes into the subscriber, and nothing that does not.
    lead: [lead.id, lead.name, lead.companyName, lead.phone, lead.email, lead.billingEmail, addressOf(lead), lead.stageId],
    request: { ...request, routerUser: request.routerUser && { ...request.routerUser, password: undefined } },
    // What is in stock changes all day, and a shortage stops nothing.
    ...made, firstBill, blockers, exitCriteria, equipment: equipment.needs,
  };
  return {
    ...made,
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
  scope: Scope, lead: Lead, asked: NonNullable<ConversionRequest['routerUser']> & { waits: boolean }, offer: PlannedOffer | null, blockers: ConversionPlan['blockers'],
): Promise<PlannedRouterUser> {
  const { rows, organizationId } = scope;
  const [router] = await rows<{ id: string; name: string; lastCheckOk: boolean | null; lastCheckMessage: string | null }>(
    'select id, name, last_check_ok as "lastCheckOk", last_check_message as "lastCheckMessage" from routers where organization_id = $1 and id = $2',
    [organizationId, asked.routerId]);
  if (!router) throw new InvalidFields([{ pointer: '/routerUser/routerId', detail: 'There is no such router.' }]);
  if (router.lastCheckOk === false) {
    blockers.push({ code: 'router_unreachable', message: `${router.name} did not answer when it was last asked: ${router.lastCheckMessage ?? 'no reason is known'} Check it again, or convert without a router user.` });
  }
  const username = asked.username ?? suggestUsername(lead);
  const { service, ipAddress = null, waits } = asked;
  const profile = asked.profile?.trim() || (offer && await profileOf(scope, router.id, offer.id)) || '';
  if (!profile) {
    blockers.push({ code: 'no_profile', message: 'Choose a package with a router profile, or name the profile: it gives the subscriber their speed.' });
  }
  const place = { routerId: router.id, exceptId: null, exceptConversionId: lead.conversionId };
  const holder = await nameHolder(scope, { ...place, service, username });
  if (holder) blockers.push({ code: 'username_taken', message: `${username} on ${router.name} belongs to ${holder}. Choose another user name.` });
  const neighbour = ipAddress && await addressHolder(scope, { ...place, ipAddress });
  if (neighbour) blockers.push({ code: 'ip_address_taken', message: `${ipAddress} on ${router.name} belongs to ${neighbour}. Choose another address, or leave it to the router.` });
  const [leaving] = await rows<{ username: string }>(
    `select u.username from router_users u join router_operations o on o.organization_id = $1 and o.router_user_id = u.id and o.state in ('queued', 'running')
      where u.organization_id = $1 and u.conversion_id = $2 limit 1`, [organizationId, lead.conversionId]);
  if (leaving) blockers.push({ code: 'router_user_busy', message: `${leaving.username} is still being removed from its router. Convert once that is done.` });
  return { routerId: router.id, routerName: router.name, service, username, profile, ipAddress, waits };
}

/** Who gets the service where nobody new does: who was chosen, or whom this lead had become before it was opened again. */
async function linkedSubscriber({ rows, organizationId }: Scope, lead: Lead, chosen: string | undefined): Promise<Plan['linked']> {
  const [subscriber] = await rows<{ id: string; number: string; name: string }>(
    `select s.id, ${numberSql('subscriber', 's.number')} as number, s.name from subscribers s
      where s.organization_id = $1 and s.id = coalesce($2::uuid,
        (select c.subscriber_id from conversions c where c.organization_id = $1 and c.lead_id = $3 and c.withdrawn_at is not null))`,
    [organizationId, chosen ?? null, lead.id]);
  if (chosen && !subscriber) throw new InvalidFields([{ pointer: '/subscriberId', detail: 'There is no such subscriber.' }]);
  return subscriber ?? null;
}

const taxOn = (amount: Big | string, taxRate: string): Big => new Big(amount).times(taxRate).div(100).round(2, Big.roundHalfUp);

/** What the customer pays first: setup and a month, each line rounded once, tax on each (D17). What was agreed with the lead goes before the list price. */
function firstBillOf(offer: PlannedOffer | null, lead: Lead, { taxName, taxRate: standardRate }: OrganizationSettings): ConversionPlan['firstBill'] {
  const setupFee = new Big(lead.agreedInstallationFee ?? offer?.setupFee ?? 0);
  const firstMonth = new Big(lead.agreedMonthlySubscription ?? offer?.monthlyPrice ?? 0);
  const taxRate = offer?.taxRate ?? standardRate;
  const tax = taxOn(setupFee, taxRate).plus(taxOn(firstMonth, taxRate));
  return {
    setupFee: setupFee.toFixed(2), firstMonth: firstMonth.toFixed(2), tax: tax.toFixed(2), taxName, taxRate: new Big(taxRate).toString(),
    total: setupFee.plus(firstMonth).plus(tax).toFixed(2),
  };
}

/** The same two lines as the first bill, those of them that are something. */
function billOf(type: ConversionRequest['type'], { setupFee, firstMonth, taxRate }: ConversionPlan['firstBill'], offer: PlannedOffer | null, startsOn: string): PlannedBill | null {
  if (type === 'active_without_invoice') return null;
  const line = (description: string, unitPrice: string) => ({ description, unitPrice, taxRate, lineTax: taxOn(unitPrice, taxRate).toFixed(2) });
  return {
    kind: type === 'active_with_invoice' ? 'invoice' : 'proforma',
    dueOn: startsOn,
    lines: [line('Installation', setupFee), line(offer ? `${offer.name}, first month` : 'First month', firstMonth)].filter(({ unitPrice }) => Number(unitPrice) > 0),
  };
}

function effectsOf(
  lead: Lead, { type, appointment }: ConversionRequest,
  { offer, routerUser, startsOn, installationAddress, bill, linked, wonStage }: Pick<Plan, 'offer' | 'routerUser' | 'startsOn' | 'installationAddress' | 'bill' | 'linked' | 'wonStage'>,
  { currency, firstBill, technician, equipment }: OrganizationSettings & { firstBill: ConversionPlan['firstBill']; technician: string | null; equipment: PlannedEquipment },
): ConversionPlan['effects'] {
  const status = type === 'new_with_proforma' ? 'new' : 'active';
  return [
    linked
      ? { kind: 'subscriber', summary: `${linked.name}, ${linked.number}, gets the service`, details: { subscriberId: linked.id, number: linked.number, installationAddress } }
      : { kind: 'subscriber', summary: `Subscriber ${lead.title}`, details: { name: lead.name ?? lead.title, phone: lead.phone, email: lead.email, installationAddress, status } },
    ...(offer ? [{
      kind: 'subscription' as const, summary: `${offer.name}, monthly`,
      details: { offerId: offer.id, monthlyPrice: lead.agreedMonthlySubscription ?? offer.monthlyPrice, currency, startsOn, status: status === 'new' ? 'pending' : 'active' },
    }] : []),
    ...(bill ? [{
      kind: 'invoice' as const, summary: bill.kind === 'invoice' ? 'First invoice' : 'Proforma of the first bill',
      details: { kind: bill.kind, total: firstBill.total, currency, dueOn: bill.dueOn, lines: bill.lines },
    }] : []),
    {
      kind: 'service_order', summary: 'Service order', details: {
        appointmentFrom: appointment?.from ?? null, appointmentTo: appointment?.to ?? null, technician, activates: status === 'new',
      },
    },
    ...equipmentEffect(equipment),
    ...(routerUser ? [{
      kind: 'router_user' as const, summary: `${services[routerUser.service]} user ${routerUser.username}`, details: { ...routerUser },
    }] : []),
    { kind: 'lead', summary: `${lead.label} goes to ${wonStage?.name ?? 'Won'} and is locked`, details: { leadId: lead.id, stageId: wonStage?.id ?? null } },
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
