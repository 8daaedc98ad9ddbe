import { newId } from '../../core/ids.ts';
import type { ScoreRule, ScoreRules, ScoreRuleSet } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { expectVersion } from '../../core/records.ts';
import { insertRow } from '../../core/rows.ts';
import { instant } from '../../core/sql.ts';
import { refuseSenselessRules } from './check-rules.ts';
import { DraftExists, NoDraft, ScoreIsOff } from './score-rule.errors.ts';
import { scoreEverybody } from './score-jobs.ts';

interface RuleRow extends ScoreRuleSet { state: 'draft' | 'active'; jobId: string | null }

const subject = (id: string) => ({ type: 'score_rules', id });

/** What leads are scored by, and what is being worked on. */
export async function scoreRules({ rows, organizationId }: Scope): Promise<ScoreRules> {
  const found = await rows<RuleRow>(
    `select r.id, r.state, r.rules, r.version, r.changed_by_name as "changedByName", ${instant('r.updated_at')} as "changedAt", j.id as "jobId"
       from score_rules r left join jobs j on j.organization_id = $1 and j.id = r.job_id and j.state in ('queued', 'running')
      where r.organization_id = $1 and r.state in ('active', 'draft')`, [organizationId]);
  const [active, draft] = (['active', 'draft'] as const).map((state) => found.find((row) => row.state === state) ?? null) as [RuleRow | null, RuleRow | null];
  return { active: active && setOf(active), draft: draft && setOf(draft), jobId: active?.jobId ?? draft?.jobId ?? null };
}

const setOf = ({ id, rules, version, changedByName, changedAt }: RuleRow): ScoreRuleSet => ({ id, rules, version, changedByName, changedAt });

/** Both, locked until the end of the transaction: two admins take turns. */
async function lockRules(scope: Scope): Promise<ScoreRules> {
  await scope.rows("select 1 from score_rules where organization_id = $1 and state <> 'retired' order by id for update", [scope.organizationId]);
  return scoreRules(scope);
}

/** A draft that is not there has version 0, so that of two who begin one the second is told. */
const expectDraft = (rules: ScoreRules, ifMatch: number | null): Promise<void> => expectVersion({ version: rules.draft?.version ?? 0 }, ifMatch, () => rules);

/** Keeps a draft; nothing is scored by it. Throws a 412, a 422 naming what makes no sense, and {@link DraftExists}. */
export async function saveDraft(scope: Scope, rules: ScoreRule[], ifMatch: number | null): Promise<ScoreRules> {
  const before = await lockRules(scope);
  await expectDraft(before, ifMatch);
  await refuseSenselessRules(scope, rules);
  const id = before.draft?.id ?? newId();
  if (before.draft) await changeSet(scope, id, 'draft', rules);
  else await insertDraft(scope, id, rules);
  await scope.record('score_rules.drafted', subject(id), { rules: rules.length });
  return scoreRules(scope);
}

async function insertDraft(scope: Scope, id: string, rules: ScoreRule[]): Promise<void> {
  const { organizationId, actor, now } = scope;
  const made = await insertRow(scope, 'score_rules', {
    organizationId, id, state: 'draft', rules: JSON.stringify(rules), changedByName: actor.name, createdAt: now, updatedAt: now,
  }, { orNothing: true });
  if (!made) throw new DraftExists();
}

async function changeSet({ rows, organizationId, actor, now }: Scope, id: string, state: 'draft' | 'active' | 'retired', rules: ScoreRule[] | null = null): Promise<void> {
  await rows(
    `update score_rules set state = $3, rules = coalesce($4::jsonb, rules), changed_by_name = $5, updated_at = $6, version = version + 1
      where organization_id = $1 and id = $2`, [organizationId, id, state, rules && JSON.stringify(rules), actor.name, now]);
}

/** Throws a 404 without a draft, and a 412. */
export async function discardDraft(scope: Scope, ifMatch: number | null): Promise<ScoreRules> {
  const rules = await lockRules(scope);
  if (!rules.draft) throw new NotFound('draft');
  await expectDraft(rules, ifMatch);
  await scope.rows("delete from score_rules where organization_id = $1 and id = $2 and state = 'draft'", [scope.organizationId, rules.draft.id]);
  await scope.record('score_rules.discarded', subject(rules.draft.id), {});
  return scoreRules(scope);
}

/** Switches the draft on; a job scores the open leads by it. Throws {@link NoDraft} and a 412. */
export async function activateDraft(scope: Scope, ifMatch: number | null): Promise<ScoreRules> {
  const { active, draft } = await lockRules(scope).then(async (rules) => {
    if (!rules.draft || rules.draft.rules.length === 0) throw new NoDraft();
    await expectDraft(rules, ifMatch);
    return { ...rules, draft: rules.draft };
  });
  if (active) await changeSet(scope, active.id, 'retired');
  await changeSet(scope, draft.id, 'active');
  await scoreEverybody(scope, draft.id, 'Scoring open leads by the new rules');
  await scope.record('score_rules.activated', subject(draft.id), { rules: draft.rules.length, before: active?.id ?? null });
  return scoreRules(scope);
}

/** Open leads lose their score, but for what people said. The rules become the draft, unless there is one. Throws {@link ScoreIsOff} and a 412. */
export async function switchOff(scope: Scope, ifMatch: number | null): Promise<ScoreRules> {
  const rules = await lockRules(scope);
  if (!rules.active) throw new ScoreIsOff();
  await expectVersion(rules.active, ifMatch, () => rules);
  await changeSet(scope, rules.active.id, rules.draft ? 'retired' : 'draft');
  await scoreEverybody(scope, rules.active.id, 'Taking the score off open leads');
  await scope.record('score_rules.deactivated', subject(rules.active.id), {});
  return scoreRules(scope);
}
