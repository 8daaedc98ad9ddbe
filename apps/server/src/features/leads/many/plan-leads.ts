import type { LeadChanges, NewLead, Permission } from '@lastmile/contracts';
import { nobody } from '../../../core/ids.ts';
import type { Scope } from '../../../core/in-org.ts';
import { formatNumber } from '../../../core/numbers.ts';
import { InvalidFields, Refusal, type FieldProblem } from '../../../core/problems.ts';
import { differences } from '../../../core/records.ts';
import { Turns, type Turn } from '../claiming/take-turn.ts';
import { Lead, LeadEntity, type StandingPlace } from '../lead.entity.ts';
import { mayChange, readableOwners, refuseLifting, refuseOtherScore } from '../lead.policy.ts';
import { hintAt, matchesOf, phonesInUse, referenceKey, type Match } from './match-leads.ts';
import type { ChangedFields, LeadToWrite, PlannedLead } from './planned-lead.ts';
import { placeOfNewLead, type PipelineForLead } from '../moving/standing-place.ts';
import { catalogueOf, loadCatalogue } from '../writing/catalogue.ts';
import { draftLead } from '../writing/create-lead.ts';
import { derivedBeforeNumber, derivedFields, refuseMissingFields, writtenFields } from '../writing/lead-fields.ts';

export interface PlanOptions {
  /** What becomes of a lead that is there already: by number, external reference or the phone of an open one. */
  onDuplicate: 'skip' | 'update';
  /** By the keys of rows of earlier batches which row it was. */
  earlier: ReadonlyMap<string, number>;
  /** Nothing will come of it but words: it is nobody's turn for it. */
  isTrial?: boolean;
}

/** Decides about many leads at once, by the rules that writing one of them obeys. Nothing is written but whose turn it was, and not for a trial. */
export async function planLeads(scope: Scope, rows: readonly LeadToWrite[], options: PlanOptions): Promise<PlannedLead[]> {
  await loadCatalogue(scope);
  const planner = new Planner(scope, options);
  return planner.plan(rows);
}

class Planner {
  readonly #scope: Scope;
  readonly #options: PlanOptions;
  readonly #turns: Turns;
  /** Which row took a phone that no other open lead may have. */
  readonly #phones = new Map<string, number>();
  readonly #places = new Map<string, Promise<{ pipeline: PipelineForLead; stage: StandingPlace }>>();

  constructor(scope: Scope, options: PlanOptions) {
    this.#scope = scope;
    this.#options = options;
    this.#turns = new Turns(scope, options);
  }

  async plan(rows: readonly LeadToWrite[]): Promise<PlannedLead[]> {
    const matches = await matchesOf(this.#scope, rows);
    const keysOf = rows.map((row) => {
      const match = matches.get(row);
      return [row.input.phone ? `p:${row.input.phone}` : null, referenceKey(row.input), match ? `l:${match.id}` : null].filter((key) => key !== null);
    });
    const seen = new Map<string, number>();
    const rowOf = (key: string) => seen.get(key) ?? this.#options.earlier.get(key);
    const leads = this.#options.onDuplicate === 'update' ? await this.#locked([...matches.values()].map(({ id }) => id)) : new Map<string, Lead>();
    const phones = await phonesInUse(this.#scope, rows, matches);
    const planned: PlannedLead[] = [];
    for (const [index, row] of rows.entries()) {
      const keys = keysOf[index]!;
      const match = matches.get(row);
      // Two leads may have one phone, as where one of them is lost: a row that names its lead by number or reference means that one alone.
      const isNamed = row.number !== undefined || (match && `r:${match.reference}` === referenceKey(row.input));
      const twin = (isNamed ? keys.filter((key) => !key.startsWith('p:')) : keys).map(rowOf).find((found) => found !== undefined);
      const plan = twin === undefined ? await this.#decide(row, match, leads, phones) : { action: 'skip' as const, leadId: null, problem: `The same lead stands in row ${twin} of the data.` };
      const counts = plan.action !== 'refuse' && plan.action !== 'skip';
      if (counts) for (const key of keys) seen.set(key, row.row);
      planned.push({ row: row.row, keys: counts ? keys : [], ...plan } as PlannedLead);
      const taken = plan.action === 'create' ? plan.lead.uniquePhone : plan.action === 'update' ? plan.changes.uniquePhone : null;
      if (taken) this.#phones.set(taken, row.row);
    }
    if (this.#options.isTrial) await hintAt(this.#scope, planned);
    await this.#turns.keep();
    return planned;
  }

  async #decide(
    { input, number }: LeadToWrite, match: Match | undefined, leads: ReadonlyMap<string, Lead>, phones: ReadonlyMap<string, string>,
  ) {
    try {
      if (number !== undefined && !match) {
        return refused([{ pointer: '/number', detail: `There is no lead ${formatNumber('lead', number)}.` }]);
      }
      if (!match) return await this.#create(input);
      const label = formatNumber('lead', match.number);
      const lead = leads.get(match.id);
      if (!lead) return { action: 'skip' as const, leadId: this.#mayRead(match) ? match.id : null, problem: `${label} is this lead already.` };
      return await this.#update(lead, input, phones);
    } catch (error) {
      if (error instanceof Refusal) return error.errors?.length ? refused(error.errors) : { action: 'refuse' as const, problem: error.message, errors: [] };
      throw error;
    }
  }

  #mayRead({ ownerId }: Match): boolean {
    const readable = readableOwners(this.#scope.actor);
    return !readable || readable.includes(ownerId ?? nobody);
  }

  async #create(input: NewLead) {
    const scope = this.#scope;
    const place = `${input.pipelineId ?? ''}/${input.stageId ?? ''}`;
    if (!this.#places.has(place)) this.#places.set(place, placeOfNewLead(scope, { pipelineId: input.pipelineId, stageId: input.stageId }));
    const { pipeline, stage } = await this.#places.get(place)!;
    const owner = await this.#owner(input.ownerId, pipeline, stage);
    const ownerId = typeof owner === 'object' ? owner?.userId ?? null : owner;
    try {
      const written = await writtenFields(scope, { source: 'manual', ...input }, { ownerId });
      const lead = draftLead(scope, input, { written, stage, ownerId });
      await refuseMissingFields(scope, lead);
      Object.assign(lead, await derivedBeforeNumber(scope, lead));
      return { action: 'create' as const, lead, tagIds: input.tagIds ?? [] };
    } catch (error) {
      if (typeof owner === 'object') owner?.giveBack();
      throw error;
    }
  }

  /** Without an owner of its own a lead goes where its pipeline says; who writes many at once does not keep them all. */
  async #owner(ownerId: string | null | undefined, { id, assignment, fixedOwnerId }: PipelineForLead, { type }: StandingPlace): Promise<string | Turn | null> {
    if (ownerId === null) return null;
    if (ownerId === undefined) {
      if (assignment === 'round_robin') return this.#turns.take(id, { isUntouched: type === 'new' || type === 'in_progress' });
      return assignment === 'fixed' ? fixedOwnerId : null;
    }
    const { actor } = this.#scope;
    const person = catalogueOf(this.#scope)!.people.get(ownerId);
    const reach = actor.role ? actor.grants['leads:assign'] : 'all';
    const within = reach === 'all' || ownerId === actor.userId || (reach && actor.teamUserIds.includes(ownerId));
    if (person && !person.isDisabled && person.holdsLeads && within) return ownerId;
    if (person && !person.isDisabled && !person.holdsLeads) throw new InvalidFields([{ pointer: '/ownerId', detail: 'This person’s role does not work on leads.' }]);
    throw new InvalidFields([{ pointer: '/ownerId', detail: person && !person.isDisabled ? 'This person is not in your team.' : 'There is no such person here, or they are disabled.' }]);
  }

  async #update(lead: Lead, { tagIds = [], pipelineId: _p, stageId: _s, ownerId: _o, externalRef: _e, lostReason: _l, ...input }: NewLead, phones: ReadonlyMap<string, string>) {
    const { changes, changed } = await plannedEdit(this.#scope, lead, input);
    const missing = tagIds.filter((id) => !(lead as LeadWithTags).tagIds.includes(id));
    if (Object.keys(changed).length === 0 && missing.length === 0) return { action: 'unchanged' as const, leadId: lead.id, problem: null };
    lead.mustBeChangeable();
    const other = changes.uniquePhone && phones.get(changes.uniquePhone);
    if (other && other !== lead.id) return refused([{ pointer: '/phone', detail: 'Another open lead already has this phone number.' }]);
    const twin = changes.uniquePhone && this.#phones.get(changes.uniquePhone);
    if (twin) return refused([{ pointer: '/phone', detail: `Row ${twin} of the data has this phone number already.` }]);
    return { action: 'update' as const, lead, changes, changed, tagIds: missing, input };
  }

  async #locked(ids: readonly string[]): Promise<Map<string, Lead>> {
    return new Map((await lockLeads(this.#scope, ids)).map((lead) => [lead.id, lead]));
  }
}

/** What writing these fields of a locked lead comes to. Throws what writing one lead does, but for a lead that is locked and changes in nothing. */
export async function plannedEdit(scope: Scope, lead: Lead, given: LeadChanges): Promise<{ changes: Partial<Lead>; changed: ChangedFields }> {
  if (scope.actor.role) mayChange(scope.actor, 'leads:write', { number: lead.label, ownerId: lead.ownerId });
  // A source that is not in use any more stays where it is.
  const { source, ...others } = given;
  const input = source === lead.source ? others : given;
  const written = await writtenFields(scope, input, { ownerId: lead.ownerId, held: lead.customFields });
  refuseLifting(scope.actor, lead, written);
  refuseOtherScore(lead, written);
  const next = Object.assign(new Lead(), lead, written);
  await refuseMissingFields(scope, next, input);
  // What follows from the fields may have come to differ, as where a package's price has changed since; that is no change of whoever writes them.
  if (Object.keys(differences(lead, written)).length === 0) return { changes: {}, changed: {} };
  const changes = { ...written, ...await derivedFields(scope, next) };
  return { changes, changed: differences(lead, changes) };
}

/** Throws unless whoever acts may do this to a lead that is neither converted nor being converted. */
export function mayChangeNow({ actor }: Scope, lead: Lead, permission: Permission): void {
  if (actor.role) mayChange(actor, permission, { number: lead.label, ownerId: lead.ownerId });
  lead.mustBeChangeable();
}

export type LeadWithTags = Lead & { tagIds: string[] };

/** Locks many leads, deleted ones too, always in the same order, with their tags and whether they are being converted. */
export async function lockLeads({ tx, rows, organizationId }: Scope, ids: readonly string[]): Promise<LeadWithTags[]> {
  if (ids.length === 0) return [];
  const found = await tx.createQueryBuilder(LeadEntity, 'l')
    .where('l.organizationId = :organizationId and l.id = any (:ids)', { organizationId, ids }).orderBy('l.id').setLock('pessimistic_write').getMany();
  const tags = await rows<{ leadId: string; tagIds: string[] }>(
    'select lead_id as "leadId", array_agg(tag_id) as "tagIds" from lead_tags where organization_id = $1 and lead_id = any ($2::uuid[]) group by lead_id', [organizationId, ids]);
  const running = await rows<{ leadId: string }>(
    `select lead_id as "leadId" from conversions where organization_id = $1 and lead_id = any ($2::uuid[]) and state = 'running'`, [organizationId, ids]);
  const tagsOf = new Map(tags.map(({ leadId, tagIds }) => [leadId, tagIds]));
  const converting = new Set(running.map(({ leadId }) => leadId));
  return found.map((lead) => Object.assign(lead, { tagIds: tagsOf.get(lead.id) ?? [], converting: converting.has(lead.id) }));
}

const refused = (errors: readonly FieldProblem[]) => ({ action: 'refuse' as const, problem: errors.map(({ detail }) => detail).join(' '), errors });
