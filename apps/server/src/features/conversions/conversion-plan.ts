import Big from 'big.js';
import type { ConversionPlan, ConversionRequest, ConversionSettings } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings, type OrganizationSettings } from '../../core/organization-settings.ts';
import { InvalidFields } from '../../core/problems.ts';
import { sha256 } from '../../core/seal.ts';
import { dateIn } from '../../core/zoned-time.ts';
import type { Lead, StandingPlace } from '../leads/index.ts';
import { addressHolder } from '../router-users/index.ts';
import { checkAppointment, clashOf } from '../service-orders/index.ts';
import { usernameFor } from './made-up-username.ts';
import { planFacts, type PlanFacts, type PlannedOffer } from './plan-facts.ts';
import { equipmentEffect, type PlannedEquipment } from './planned-equipment.ts';

export interface PlannedRouterUser {
  routerId: string;
  routerName: string;
  service: 'pppoe' | 'hotspot' | 'user_manager';
  username: string;
  profile: string;
  ipAddress: string | null;
  /** Made disabled, and enabled when the service order is completed. */
  waits: boolean;
  /** How many hours it waits for a router that did not answer when it was last asked; null for one that did. */
  patienceHours: number | null;
  /** Its address is the next one of this pool that is free when it is made. */
  addressPool: string | null;
  /** Its name has the next number in it, which is taken when it is made. */
  isNumbered: boolean;
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
export async function planOf(scope: Scope, lead: Lead, request: ConversionRequest, facts: PlanFacts = planFacts(scope)): Promise<Plan> {
  const settings = await organizationSettings(scope);
  const offerId = request.offerId === undefined ? lead.offerId : request.offerId;
  const offer = offerId ? await facts.offer(offerId) : null;
  if (offerId && !offer) throw new InvalidFields([{ pointer: '/offerId', detail: 'There is no such package.' }]);
  const startsOn = request.startsOn ?? dateIn(settings.timezone, scope.now);
  const installationAddress = (request.installationAddress === undefined ? addressOf(lead) : request.installationAddress?.trim()) || null;
  const blockers: ConversionPlan['blockers'] = lockBlockers(lead);
  // Winning a lead leaves the stage it stands in, unless that is a won one already.
  const exitCriteria = lead.isOpen ? await facts.exitCriteria(lead.stageId) : [];
  const ways = await facts.settings();
  if (!ways.offeredTypes.includes(request.type)) {
    blockers.push({ code: 'type_not_offered', message: 'Leads are not converted like this here. Choose another way for the subscriber to begin.' });
  }
  const linked = await linkedSubscriber(facts, lead, request.subscriberId);
  const technician = request.appointment ? await checkAppointment(scope, request.appointment, '/appointment') : null;
  const routerUser = request.routerUser
    ? await plannedRouterUser(scope, facts, lead, {
      ...request.routerUser, waits: ways.enableAfterInstallation && request.type === 'new_with_proforma', ways,
    }, offer, blockers) : null;
  const firstBill = firstBillOf(offer, lead, settings);
  const bill = billOf(request.type, firstBill, offer, startsOn);
  if (bill && bill.lines.length === 0 && !offer) {
    blockers.push({ code: 'no_package', message: 'Choose a package: without one there is nothing to bill. Or convert without an invoice.' });
  }
  const wonStage = await facts.wonStage(lead);
  if (!wonStage) blockers.push({ code: 'no_won_stage', message: 'The lead’s pipeline has no won stage. Add one, or take the lead to another pipeline.' });
  const made = { offer, routerUser, startsOn, installationAddress, bill, linked, wonStage };
  const equipment = await facts.equipment({ leadId: lead.id, offerId: offer?.id ?? null, technicianId: request.appointment?.technicianId ?? null });
  const effects = effectsOf(lead, request, made, { ...settings, firstBill, technician, equipment });
  const planned = {
    // The world as it was planned for: what of the lead goes into the subscriber, and nothing that does not.
    lead: [lead.id, lead.name, lead.companyName, lead.phone, lead.email, lead.billingEmail, addressOf(lead), lead.stageId],
    request: { ...request, routerUser: request.routerUser && { ...request.routerUser, password: undefined } },
    ...made, firstBill, blockers, exitCriteria,
    // Which number or address comes next is decided when it is taken.
    ...(routerUser ? { routerUser: { ...routerUser, ...(routerUser.isNumbered ? { username: null } : {}), ...(routerUser.addressPool ? { ipAddress: null } : {}) } } : {}),
    // What is in stock changes all day, and a shortage stops nothing.
    equipment: equipment.needs,
  };
  return {
    ...made,
    value: offer?.monthlyPrice ?? lead.value,
    view: {
      planHash: sha256(JSON.stringify(planned)).toString('base64url'),
      effects,
      duplicates: await facts.similarSubscribers(lead),
      blockers,
      // Who has time changes while people plan, and it is their decision: it is said, and stops nothing.
      notices: await clashNotice(scope, request, technician),
      exitCriteria,
      firstBill,
    },
  };
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

async function clashNotice(scope: Scope, { appointment }: ConversionRequest, technician: string | null): Promise<ConversionPlan['notices']> {
  if (!appointment?.technicianId) return [];
  const clash = await clashOf(scope, { ...appointment, technicianId: appointment.technicianId });
  return clash ? [{ code: 'appointment_clash', message: `${technician} has ${clash.number} then. Choose another time, or convert all the same.` }] : [];
}

async function plannedRouterUser(
  scope: Scope, facts: PlanFacts, lead: Lead, asked: NonNullable<ConversionRequest['routerUser']> & { waits: boolean; ways: ConversionSettings }, offer: PlannedOffer | null, blockers: ConversionPlan['blockers'],
): Promise<PlannedRouterUser> {
  const router = await facts.router(asked.routerId);
  if (!router) throw new InvalidFields([{ pointer: '/routerUser/routerId', detail: 'There is no such router.' }]);
  if (router.lastCheckOk === false && asked.ways.routerPatienceHours === 0) {
    blockers.push({ code: 'router_unreachable', message: `${router.name} did not answer when it was last asked: ${router.lastCheckMessage ?? 'no reason is known'} Check it again, or convert without a router user.` });
  }
  const { service, ipAddress = null, waits } = asked;
  const place = { routerId: router.id, exceptId: null, exceptConversionId: lead.conversionId };
  // Asked again, a number that somebody takes in between would be called taken, though the next one will do.
  const { username, isNumbered, holder } = asked.username === undefined
    ? await usernameFor(scope, facts, lead, { ...place, service }, asked.ways)
    : { username: asked.username, isNumbered: false, holder: await facts.nameHolder({ ...place, service, username: asked.username }) };
  const profile = asked.profile?.trim() || (offer && await facts.profile({ routerId: router.id, offerId: offer.id })) || '';
  if (!profile) {
    blockers.push({ code: 'no_profile', message: 'Choose a package with a router profile, or name the profile: it gives the subscriber their speed.' });
  }
  if (holder) blockers.push({ code: 'username_taken', message: `${username} on ${router.name} belongs to ${holder}. Choose another user name.` });
  const pool = asked.addressPool ?? null;
  if (pool && asked.ipAddress) throw new InvalidFields([{ pointer: '/routerUser/ipAddress', detail: 'Name an address or a pool, not both.' }]);
  const fromPool = pool && await facts.freeAddress({ routerId: router.id, pool });
  if (pool && !fromPool) blockers.push({ code: 'pool_is_full', message: `The pool ${pool} on ${router.name} has no free address. Choose another, or leave the address to the router.` });
  const neighbour = ipAddress && await addressHolder(scope, { ...place, ipAddress });
  if (neighbour) blockers.push({ code: 'ip_address_taken', message: `${ipAddress} on ${router.name} belongs to ${neighbour}. Choose another address, or leave it to the router.` });
  const leaving = lead.conversionId && await facts.leavingUser(lead.conversionId);
  if (leaving) blockers.push({ code: 'router_user_busy', message: `${leaving} is still being removed from its router. Convert once that is done.` });
  return { routerId: router.id, routerName: router.name, service, username, profile, ipAddress: fromPool ?? ipAddress, addressPool: pool, waits, patienceHours: router.lastCheckOk === false ? asked.ways.routerPatienceHours : null, isNumbered };
}

/** Who gets the service where nobody new does: who was chosen, or whom this lead had become before it was opened again. */
async function linkedSubscriber(facts: PlanFacts, lead: Lead, chosen: string | undefined): Promise<Plan['linked']> {
  if (!chosen) return facts.formerSubscriber(lead.id);
  const subscriber = await facts.subscriber(chosen);
  if (!subscriber) throw new InvalidFields([{ pointer: '/subscriberId', detail: 'There is no such subscriber.' }]);
  return subscriber;
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
