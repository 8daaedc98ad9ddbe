import type { ConversionRequest } from '@lastmile/contracts';
import { newId } from '../core/ids.ts';
import type { Scope } from '../core/in-org.ts';
import { formatNumber, takeNumbers } from '../core/numbers.ts';
import { searchText } from '../core/search-text.ts';
import type { Sealer } from '../core/seal.ts';
import { dateIn } from '../core/zoned-time.ts';
import { readUsernamePattern, untouched, writeUsername } from '../features/conversion-settings/index.ts';
import type { PatternPart } from '../core/name-pattern.ts';
import { passwordOr } from '../features/router-users/index.ts';
import type { SubjectEvent } from './happenings.ts';
import { insertRows } from '../core/rows.ts';
import { idAt } from './id-at.ts';
import { insertEvents } from './write-leads.ts';
import type { LeadDraft } from './lead-draft.ts';
import type { MadePackage } from './make-packages.ts';

export interface DemoRouter {
  id: string;
  name: string;
  identity: string;
  version: string;
}

/** What a conversion made, beside the lead it won: rows to be written once the leads are. */
export interface Won {
  subscribers: object[];
  subscriptions: object[];
  conversions: object[];
  steps: object[];
  routerUsers: object[];
  events: SubjectEvent[];
}

interface Conversion {
  draft: LeadDraft;
  offer: MadePackage;
  number: number;
  router: DemoRouter | null;
  type: ConversionRequest['type'];
}

const minute = 60_000;
const later = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000);

/** Where the password of a router user belongs: as conversions seal it, so that they can open it. */
const secretContext = (organizationId: string, id: string): string => `router-user/${organizationId}/${id}`;

/**
 * Converts won leads as the product does: a subscriber with a subscription and, on `router`, a user. Locks the
 * drafts; what it returns is written after them. Leads without a package stay won and open for their conversion.
 */
export async function convertWon(
  scope: Scope,
  {
    drafts,
    packages,
    router,
    sealer,
    timezone,
    typeOf = () => 'active_without_invoice',
  }: {
    drafts: readonly LeadDraft[];
    packages: ReadonlyMap<string, MadePackage>;
    /** Without one all of them are connected by hand. */
    router: DemoRouter | null;
    sealer: Sealer | null;
    timezone: string;
    /** How each was converted, in the order of their numbers. */
    typeOf?: (index: number) => ConversionRequest['type'];
  },
): Promise<Won> {
  const won: Won = { subscribers: [], subscriptions: [], conversions: [], steps: [], routerUsers: [], events: [] };
  const wonDrafts = drafts
    .filter(({ lead }) => lead.status === 'won' && lead.offerId)
    .toSorted((left, right) => left.lead.stageEnteredAt.getTime() - right.lead.stageEnteredAt.getTime());
  const first = await takeNumbers(scope, 'subscriber', wonDrafts.length);
  for (const [index, draft] of wonDrafts.entries()) {
    const offer = packages.get(draft.lead.offerId!)!;
    // Businesses on dedicated lines are connected by hand; everybody else dials in.
    const dialsIn = !offer.routerProfile.startsWith('dedicated') && !offer.routerProfile.startsWith('building');
    convert(scope, won, { draft, offer, number: first + index, router: dialsIn ? router : null, type: typeOf(index) }, { sealer, timezone });
  }
  return won;
}

function convert(
  { organizationId }: Scope,
  won: Won,
  { draft, offer, number, router, type }: Conversion,
  { sealer, timezone }: { sealer: Sealer | null; timezone: string },
): void {
  const { lead, owner, events } = draft;
  const at = lead.stageEnteredAt;
  const begunAt = new Date(at.getTime() - minute / 2);
  const [conversionId, subscriberId, subscriptionId] = [idAt(begunAt), idAt(at), idAt(at)];
  const label = formatNumber('subscriber', number);
  const startsOn = dateIn(timezone, at);
  const installationAddress =
    [lead.unitNumber, lead.street, lead.location, lead.city].filter(Boolean).join(', ') || null;
  const username = writeUsername(readUsernamePattern(untouched.usernamePattern) as PatternPart[], lead, { next: 0, attempt: 0 });
  const planned = router && {
    routerId: router.id,
    routerName: router.name,
    service: 'pppoe',
    username,
    profile: offer.routerProfile,
    ipAddress: null,
  };

  Object.assign(lead, { conversionId, subscriberId, convertedAt: at, version: lead.version + 2 });
  // The conversion, not a person, moved it to where it is won.
  for (const event of events) if (event.type === 'lead.stage_changed' && event.at === at) event.actor = null;
  events.splice(-1, 0, {
    at: begunAt,
    type: 'conversion.started',
    actor: owner,
    changes: { conversionId, type, by: owner?.name, routerUser: planned },
  });
  events.push({
    at,
    type: 'lead.converted',
    actor: null,
    changes: { conversionId, subscriberId, subscriberNumber: label },
  });
  won.events.push({
    at,
    type: 'subscriber.created',
    actor: null,
    changes: { name: lead.title, number: label, leadId: lead.id },
    subject: { type: 'subscriber', id: subscriberId },
  });

  const { phone, email, billingEmail, companyName, street, unitNumber, city, zipCode, location, latitude, longitude } =
    lead;
  const name = lead.name ?? companyName ?? lead.title;
  won.subscribers.push({
    id: subscriberId,
    number,
    name,
    companyName,
    phone,
    email,
    billingEmail,
    street,
    unitNumber,
    city,
    zipCode,
    location,
    latitude,
    longitude,
    installationAddress,
    status: 'active',
    leadId: lead.id,
    createdAt: at,
    updatedAt: at,
    searchText: searchText([name, companyName, email, location, city, phone?.replace(/\D/g, ''), label]),
  });
  won.subscriptions.push({
    id: subscriptionId,
    subscriberId,
    offerId: offer.id,
    offerName: offer.name,
    monthlyPrice: lead.agreedMonthlySubscription ?? offer.monthlyPrice,
    setupFee: lead.agreedInstallationFee ?? offer.setupFee,
    taxRate: '16.00',
    downloadMbps: offer.downloadMbps,
    uploadMbps: offer.uploadMbps,
    status: 'active',
    startsOn,
    createdAt: at,
    updatedAt: at,
  });
  const routerUserId = router && newId();
  if (router && sealer) {
    won.routerUsers.push({
      id: routerUserId,
      routerId: router.id,
      conversionId,
      subscriberId,
      service: 'pppoe',
      username,
      profile: offer.routerProfile,
      state: 'active',
      sealedPassword: sealer.seal(passwordOr(undefined, untouched, ''), secretContext(organizationId, routerUserId!)),
      createdAt: begunAt,
      updatedAt: at,
    });
  }
  won.conversions.push({
    id: conversionId,
    leadId: lead.id,
    type,
    state: 'done',
    value: lead.value,
    subscriberId,
    subscriptionId,
    routerUserId,
    request: { type, offerId: offer.id, startsOn, installationAddress, routerUser: planned },
    requestedById: owner?.id ?? null,
    lastProgressAt: at,
    createdAt: begunAt,
    finishedAt: at,
  });
  for (const [position, [step, message]] of stepsOf(router, {
    username,
    profile: offer.routerProfile,
    records: `${label}, ${formatNumber('lead', lead.number)} is won`,
  }).entries()) {
    won.steps.push({
      conversionId,
      name: step,
      position,
      state: 'done',
      attempts: 1,
      message,
      at: later(begunAt, position * 3),
    });
  }
}

/** What a worker would have said of each step. */
export function stepsOf(
  router: DemoRouter | null,
  { username, profile, records }: { username: string; profile: string; records: string },
): [step: string, message: string][] {
  const onRouter: [string, string][] = router
    ? [
        ['connect', `${router.identity}, RouterOS ${router.version}, 14 ms`],
        ['look_up', 'The name is free'],
        ['add', `${username}, profile ${profile}`],
        ['read_back', 'As it should be'],
        ['enable', 'Ready to connect'],
      ]
    : [];
  return [['plan', 'Nothing changed since you looked'], ...onRouter, ['records', records]];
}

/** Writes what {@link convertWon} prepared; the leads it belongs to are there. */
export async function insertWon(
  scope: Scope,
  { subscribers, subscriptions, conversions, steps, routerUsers, events }: Won,
): Promise<void> {
  await insertRows(scope, 'subscribers', subscribers);
  await insertRows(scope, 'subscriptions', subscriptions);
  await insertRows(scope, 'conversions', conversions);
  await insertRows(scope, 'conversion_steps', steps);
  await insertRows(scope, 'router_users', routerUsers);
  await insertEvents(scope, events);
}
