import { mostTagsOfLead, type BulkAction, type Permission, type StageType } from '@lastmile/contracts';
import type { Scope } from '../../../core/in-org.ts';
import { InvalidFields, Refusal, type FieldProblem } from '../../../core/problems.ts';
import { differences } from '../../../core/records.ts';
import { ownerTimezone } from '../follow-up.ts';
import { openStatuses, type Lead } from '../lead.entity.ts';
import { DuplicateLead, PipelineOff, type LeadInTheWay } from '../lead.errors.ts';
import { asksToLeave, confirmExit } from '../moving/exit-criteria.ts';
import { figuredBy, stageChange, uniquePhoneIn } from '../moving/move-lead.ts';
import { stageOf, type KnownStage } from '../moving/standing-place.ts';
import { loadCatalogue, type Catalogue } from '../writing/catalogue.ts';
import { openLeadsWithPhones } from '../writing/duplicates.ts';
import type { LeadChange } from './change-leads.ts';
import { lockLeads, mayChangeNow, plannedEdit, type LeadWithTags } from './plan-leads.ts';
import { putBelow } from './write-leads.ts';

/** What a change of many comes to for one of them. */
export type PlannedChange =
  | { plan: LeadChange }
  | { row: number; leadId: string; unchanged: true }
  | { row: number; leadId: string | null; problem: string; errors: readonly FieldProblem[] };

/** Which permission each kind of change asks for. */
export const permissionFor: { [type in BulkAction['type']]: Permission } = {
  edit: 'leads:write', move: 'leads:move', lose: 'leads:move', assign: 'leads:assign', tag: 'leads:write', follow_up: 'leads:write', convert: 'conversions:write', delete: 'leads:delete',
};

type Change = Omit<LeadChange, 'row' | 'lead'>;

/** Locks leads and decides about each by the rules that changing one of them obeys. Nothing is written. */
export async function planChanges(scope: Scope, wanted: readonly { row: number; id: string }[], action: BulkAction): Promise<PlannedChange[]> {
  const catalogue = await loadCatalogue(scope);
  const leads = new Map((await lockLeads(scope, wanted.map(({ id }) => id))).map((lead) => [lead.id, lead]));
  const planner = new ChangePlanner(scope, action, { catalogue, holders: await holdersOf(scope, action, [...leads.values()]) });
  const planned: PlannedChange[] = [];
  for (const { row, id } of wanted) {
    const lead = leads.get(id);
    planned.push(lead && !lead.deletedAt ? await planner.decide(row, lead) : { row, leadId: null, problem: 'It was deleted meanwhile.', errors: [] });
  }
  await rankMoved(scope, planned);
  return planned;
}

/** Who has the phones of those that a move would open again. */
async function holdersOf(scope: Scope, { type }: BulkAction, leads: readonly Lead[]): Promise<Map<string, LeadInTheWay>> {
  const closed = type === 'move' ? leads.filter(({ uniquePhone }) => !uniquePhone) : [];
  return openLeadsWithPhones(scope, closed.flatMap(({ id, phone }) => (phone ? [{ id, phone }] : [])));
}

/** Those that go to another stage stand below what stands there, in their own order: what people work on stays on top. */
async function rankMoved(scope: Scope, planned: readonly PlannedChange[]): Promise<void> {
  const moved = planned.flatMap((one) => ('plan' in one && one.plan.changes.stageId ? [one.plan] : []));
  const places = moved.map(({ changes }) => ({ stageId: changes.stageId!, rank: '' }));
  await putBelow(scope, places);
  for (const [index, plan] of moved.entries()) plan.changed.rank = { from: plan.lead.rank, to: places[index]!.rank };
}

class ChangePlanner {
  readonly #scope: Scope;
  readonly #action: BulkAction;
  readonly #catalogue: Catalogue;
  readonly #stages = new Map<string, Promise<KnownStage>>();
  /** Phones of leads that become open again: two of them may have the same. */
  readonly #phones = new Set<string>();
  readonly #holders: ReadonlyMap<string, LeadInTheWay>;

  constructor(scope: Scope, action: BulkAction, { catalogue, holders }: { catalogue: Catalogue; holders: ReadonlyMap<string, LeadInTheWay> }) {
    this.#scope = scope;
    this.#action = action;
    this.#catalogue = catalogue;
    this.#holders = holders;
  }

  async decide(row: number, lead: LeadWithTags): Promise<PlannedChange> {
    try {
      mayChangeNow(this.#scope, lead, permissionFor[this.#action.type]);
      const change = await this.#change(lead);
      const { changed, tagIds, removedTagIds = [] } = change;
      if (Object.keys(changed).length + tagIds.length + removedTagIds.length === 0) return { row, leadId: lead.id, unchanged: true };
      return { plan: { row, lead, ...change } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { row, leadId: lead.id, problem: error.message.includes(lead.label) ? error.message : `${lead.label}: ${error.message}`, errors: error.errors ?? [] };
    }
  }

  #change(lead: LeadWithTags): Change | Promise<Change> {
    const { type, changes = {}, stageId, lostReason, ownerId, followUpAt, followUpNote } = this.#action;
    switch (type) {
      case 'edit': return this.#edited(lead, changes);
      case 'follow_up': return this.#edited(lead, { followUpAt, ...(followUpNote === undefined ? {} : { followUpNote }) });
      case 'move': return this.#moved(lead, stageId!, null);
      case 'lose': return this.#moved(lead, this.#lostStageOf(lead), lostReason!);
      case 'assign': return this.#assigned(lead, ownerId ?? null);
      case 'tag': return this.#tagged(lead);
      case 'delete': return this.#deleted(lead);
      // Converting makes records of other nouns; a job of its own does it, lead by lead.
      case 'convert': throw new Error('Leads are converted one by one.');
    }
  }

  async #edited(lead: Lead, input: Parameters<typeof plannedEdit>[2]): Promise<Change> {
    // Its phone is as it was, and so is whether it has to be the only one.
    const { changes: { uniquePhone: _, ...changes } } = await plannedEdit(this.#scope, lead, input);
    return { changes, changed: differences(lead, changes), tagIds: [] };
  }

  async #moved(lead: Lead, stageId: string, reason: string | null): Promise<Change> {
    const scope = this.#scope;
    const [from, to] = [await this.#stage(lead.stageId), await this.#stage(stageId)];
    if (from.id === to.id) return { changes: {}, changed: {}, tagIds: [] };
    const moved = lead.moveTo(to, reason, scope.now);
    if (from.pipelineId !== to.pipelineId && !to.pipelineIsActive) throw new PipelineOff(to.pipelineName);
    const { exitCriteriaSkipReason } = this.#action;
    const exit = asksToLeave(from, to) ? confirmExit(from, exitCriteriaSkipReason === undefined ? {} : { exitCriteriaSkipReason }) : null;
    const changes: Partial<Lead> = { ...moved, ...await figuredBy(scope, lead, from, to), uniquePhone: await this.#uniquePhone(lead, to) };
    return {
      changes, changed: differences(lead, changes), tagIds: [],
      event: { type: 'lead.stage_changed', changes: { ...stageChange(from, to), ...(reason ? { lostReason: reason.trim() } : {}), ...(exit ? { exitCriteria: exit } : {}) } },
    };
  }

  async #uniquePhone(lead: Lead, to: KnownStage): Promise<string | null> {
    const phone = await uniquePhoneIn(this.#scope, lead, to, async () => this.#holders.get(lead.id) ?? null);
    if (phone && !lead.uniquePhone) {
      if (this.#phones.has(phone)) throw new DuplicateLead(null);
      this.#phones.add(phone);
    }
    return phone;
  }

  #lostStageOf({ pipelineId, stageId, status }: Lead): string {
    if (status === 'lost') return stageId;
    const stage = this.#catalogue.stages.find((one) => one.pipelineId === pipelineId && one.type === 'lost');
    if (!stage) throw new InvalidFields([{ pointer: '/lostReason', detail: 'Its pipeline has no stage for lost leads.' }]);
    return stage.id;
  }

  #stage(id: string): Promise<KnownStage> {
    let stage = this.#stages.get(id);
    if (!stage) this.#stages.set(id, stage = stageOf(this.#scope, id));
    return stage;
  }

  async #assigned(lead: Lead, ownerId: string | null): Promise<Change> {
    const scope = this.#scope;
    if (lead.ownerId === ownerId) return { changes: {}, changed: {}, tagIds: [] };
    const changes = { ownerId, assignedAt: ownerId ? scope.now : null };
    const nameOf = (id: string | null) => (id ? this.#catalogue.people.get(id)?.name : null) ?? null;
    // A date ends where the owner is: only in another time zone that is another moment.
    const movesDates = lead.followUpAt && await ownerTimezone(scope, lead.ownerId) !== await ownerTimezone(scope, ownerId);
    return {
      changes, changed: differences(lead, changes), tagIds: [],
      ...(movesDates ? { daysOf: { ownerId } } : {}),
      event: { type: 'lead.assigned', changes: { from: lead.ownerId, to: ownerId, fromName: nameOf(lead.ownerId), toName: nameOf(ownerId) } },
    };
  }

  #tagged({ tagIds }: LeadWithTags): Change {
    const { addTagIds = [], removeTagIds = [] } = this.#action;
    const added = addTagIds.filter((id) => !tagIds.includes(id));
    const removed = removeTagIds.filter((id) => tagIds.includes(id));
    if (tagIds.length + added.length - removed.length > mostTagsOfLead) {
      throw new InvalidFields([{ pointer: '/addTagIds', detail: `It would have more than ${mostTagsOfLead} tags.` }]);
    }
    const named = (ids: readonly string[]) => ids.flatMap((id) => this.#catalogue.tags.get(id)?.name ?? []);
    return { changes: {}, changed: {}, tagIds: added, removedTagIds: removed, event: { type: 'lead.tagged', changes: { added: named(added), removed: named(removed) } } };
  }

  #deleted(lead: Lead): Change {
    const { now, actor } = this.#scope;
    const changes = { deletedAt: now, deletedById: actor.userId, uniquePhone: null };
    return { changes, changed: differences(lead, changes), tagIds: [], event: { type: 'lead.deleted', changes: { title: lead.title } } };
  }
}

/** Whether leads may be put into a stage of this type many at once: winning is done one by one, and losing asks for its reason. */
export const takesMany = (type: StageType): boolean => openStatuses.includes(type);
