import { bulkProblemCodes, type BulkAction, type BulkPreview, type Input, type previewBulkChange as contract } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { asksToLeave, permissionFor, stagesOf, writableOwners } from '../leads/index.ts';
import { checkAction, type CheckedAction } from './bulk-action.ts';
import { previewConversions } from './bulk-conversion.ts';
import { keepSelection, refuseTooMany } from './bulk-selection.ts';

type Code = (typeof bulkProblemCodes)[number];

const details: { readonly [code in Code]: string } = {
  locked: 'Converted; they can be read, but no longer changed.',
  converting: 'Being converted right now.',
  claim_first: 'Nobody owns them yet. Claim them first.',
  not_allowed: 'They belong to somebody else.',
  exit_criteria: 'Their stage asks for something before a lead goes on. Say why they go on without.',
  lost: 'Lost; move them to an open stage first.',
  has_subscriber: 'Subscribers already, and opened again.',
  no_package: 'Without a package there is nothing to bill.',
  no_profile: 'Their package has no profile on this router.',
  no_won_stage: 'Their pipeline has no won stage.',
  username_taken: 'Somebody else has their user name on this router.',
  router_unreachable: 'The router did not answer when it was last asked. Check it again, or convert without a router user.',
  similar_subscriber: 'A subscriber has the same phone or email. Decide about them one by one, or say that they are somebody else.',
  pool_is_full: 'No address is left for them in the pool.',
  password_needed: 'Passwords are given by hand here, so they are converted one by one.',
  type_not_offered: 'Leads are not converted like this here.',
  refused: 'Something else is in the way; their own page says what.',
};
/** So many of those that are left as they are, are named. */
const named = 5;

/** What a change would come to, and from now on which leads it means. */
export async function previewBulkChange(scope: Scope, { action, ...selection }: Input<typeof contract>['body']): Promise<BulkPreview> {
  const checked = await checkAction(scope, action);
  const { id: selectionId, total } = await keepSelection(scope, selection);
  if (action.type === 'convert') {
    refuseTooMany(total);
    return { selectionId, ...await previewConversions(scope, selectionId, action, bulkProblemCodes, (code) => details[code], named) };
  }
  const groups = await problemGroups(scope, selectionId, action, checked);
  const count = (of: string) => groups.find(({ code }) => code === of)?.count ?? 0;
  const problems = bulkProblemCodes.flatMap((code) => {
    const group = groups.find((one) => one.code === code);
    return group ? [{ code, detail: details[code], count: group.count, leads: group.leads }] : [];
  });
  return { selectionId, total, changes: count('changes'), unchanged: count('unchanged'), problems };
}

interface Group { code: Code | 'changes' | 'unchanged'; count: number; leads: BulkPreview['problems'][number]['leads'] }

/** The job decides about each lead anew, when its turn comes; this is what it would find now. */
async function problemGroups(scope: Scope, selectionId: string, action: BulkAction, checked: CheckedAction): Promise<Group[]> {
  const { rowsPlannedAnew, organizationId, actor } = scope;
  const values: unknown[] = [organizationId, selectionId];
  const place = (value: unknown) => `$${values.push(value)}`;
  const owners = writableOwners(actor, permissionFor[action.type]);
  const isUnclaimed = actor.grants['leads:claim'] ? 'l.owner_id is null' : 'false';
  return rowsPlannedAnew<Group>(
    `select p.code, count(*)::int as count,
            coalesce((json_agg(json_build_object('id', p.id, 'number', ${numberSql('lead', 'p.number')}, 'title', p.title) order by p.number)
              filter (where p.place <= ${named}))::jsonb, '[]') as leads
       from (select c.*, row_number() over (partition by c.code order by c.number) as place from (
         select l.id, l.number, l.title, case
             ${owners ? `when not l.owner_key = any (${place(owners)}::uuid[]) then case when ${isUnclaimed} then 'claim_first' else 'not_allowed' end` : ''}
             when l.converted_at is not null then 'locked'
             when l.conversion_id is not null and exists (
               select 1 from conversions v where v.organization_id = $1 and v.id = l.conversion_id and v.state = 'running') then 'converting'
             when ${isSoAlready(action, place)} then 'unchanged'
             when l.stage_id = any (${place(await stagesThatAsk(scope, action, checked))}::uuid[]) then 'exit_criteria'
             else 'changes' end as code
           from leads l where l.organization_id = $1 and l.deleted_at is null
             and l.id = any (array(select unnest(s.lead_ids) from bulk_selections s where s.organization_id = $1 and s.id = $2))) c) p
      group by p.code`, values);
}

/** Whether a lead is as the change would leave it, in SQL; of fields that is seen when they are written. */
function isSoAlready({ type, stageId, ownerId = null, addTagIds = [], removeTagIds = [] }: BulkAction, place: (value: unknown) => string): string {
  const has = (ids: readonly string[]) =>
    `(select count(*) from lead_tags t where t.organization_id = $1 and t.lead_id = l.id and t.tag_id = any (${place(ids)}::uuid[]))`;
  switch (type) {
    case 'move': return `l.stage_id = ${place(stageId)}`;
    case 'lose': return "l.status = 'lost'";
    case 'assign': return `l.owner_id is not distinct from ${place(ownerId)}::uuid`;
    case 'tag': return `${has(addTagIds)} = ${addTagIds.length} and ${has(removeTagIds)} = 0`;
    default: return 'false';
  }
}

async function stagesThatAsk(scope: Scope, { exitCriteriaSkipReason }: BulkAction, { stage }: CheckedAction): Promise<string[]> {
  if (!stage || exitCriteriaSkipReason) return [];
  const beside = await stagesOf(scope, stage.pipelineId);
  return beside.filter((from) => asksToLeave(from, stage)).map(({ id }) => id);
}
