import { IconArrowsJoin2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { mergeLeads, mostMergedAtOnce, planMerge, type MergePlan } from '@lastmile/contracts';
import { count } from '../../lib/format.ts';
import { useAction } from '../../lib/use-action.ts';
import { mergedNouns, useUndoMerge } from '../../lib/use-undo-merge.ts';
import { useUrlState } from '../../lib/url-state.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Button, ErrorState, Notice, Page, RecordSkeleton, showProblem, showToast } from '../../ui/index.ts';
import { AddLead } from './add-lead.tsx';
import { ChosenLeads } from './chosen-leads.tsx';
import { idsIn } from './merge-address.ts';
import { MergeFields } from './merge-fields.tsx';
import styles from './merge.module.css';

/** `/leads/merge?ids=…`: which lead is kept, and of each field whose value. */
export function MergePage() {
  const [query, change] = useUrlState();
  const ids = idsIn(query);
  // The address follows a moment later than a radio may.
  const [keep, setKeep] = useState(query.get('keep'));
  // A lead more or less leaves what was chosen of the others.
  const [chosen, setChosen] = useState<Chosen>({});
  const enough = ids.length > 1;
  const kept = keep && ids.includes(keep) ? keep : null;
  const keepInstead = (id: string) => {
    setKeep(id);
    change({ keep: id }, { replace: true });
  };
  const remove = (id: string) => change({ ids: ids.filter((one) => one !== id).join(',') || null, ...(kept === id ? { keep: null } : {}) });
  const plan = useEndpoint(planMerge, { query: { ids: ids.join(','), ...(kept ? { keepId: kept } : {}) } }, { enabled: enough, keepPrevious: true });
  const isRefused = enough && Boolean(plan.error) && !plan.data;
  return (
    <Page title="Merge leads" back="/leads/duplicates" subtitle="One lead is kept, with everything of the others. It can be undone for 30 days." phoneActions={null}>
      <div className={styles.steps}>
        {enough && plan.isPending && <RecordSkeleton />}
        {isRefused && <ErrorState title="These leads cannot be compared." problem={plan.error!} again={() => void plan.refetch()} />}
        {(isRefused || ids.length === 1) && <ChosenLeads ids={ids} onRemove={remove} />}
        {enough && plan.data && (
          <Compare
            plan={plan.data} ids={ids} keepId={kept ?? plan.data.keepId} keep={keepInstead} remove={remove}
            chosen={chosen} choose={(name, id) => setChosen((before) => ({ ...before, [name]: id }))} again={() => void plan.refetch()}
          />
        )}
        {ids.length < mostMergedAtOnce && <AddLead ids={ids} first={ids.length === 0} onAdd={(id) => change({ ids: [...ids, id].join(',') })} />}
      </div>
    </Page>
  );
}

/** By a field's name the lead whose value somebody chose. */
type Chosen = Readonly<Record<string, string>>;

interface CompareProps {
  plan: MergePlan;
  /** The leads that are to be compared, and the one that is to be kept; the plan for them may still be on its way. */
  ids: readonly string[];
  keepId: string;
  keep: (id: string) => void;
  remove: (id: string) => void;
  chosen: Chosen;
  choose: (name: string, id: string) => void;
  again: () => void;
}

function Compare({ plan, ids, keepId, keep, remove, chosen, choose, again }: CompareProps) {
  const { run, isRunning } = useMerge(again);
  const kept = plan.leads.find(({ id }) => id === plan.keepId)!;
  const others = plan.leads.filter(({ id }) => id !== plan.keepId);
  const isLocked = kept.convertedAt !== null;
  const isWaiting = plan.keepId !== keepId || plan.leads.map(({ id }) => id).join() !== ids.join();
  const values = Object.fromEntries(plan.fields.map(({ name, chosenId }) => [name, (!isLocked && ids.find((id) => id === chosen[name])) || chosenId]));
  const merge = () => run({
    keepId: kept.id, mergeIds: others.map(({ id }) => id), fields: isLocked ? {} : values, versions: Object.fromEntries(plan.leads.map(({ id, version }) => [id, version])),
  }, kept.title);
  return (
    <>
      <MergeFields
        plan={plan} keepId={keepId} values={values} isLocked={isLocked} isWaiting={isWaiting} keep={keep} choose={choose} {...(ids.length > 2 ? { remove } : {})}
      />
      {plan.blockers.map(({ code, message }) => <Notice key={code} tone="error" title="They cannot be merged so.">{message}</Notice>)}
      <div className={styles.foot}>
        <p className={styles.summary}>{whatMoves(plan, kept.number)}</p>
        <Button
          look="primary" loading={isRunning} disabled={plan.blockers.length > 0 || isWaiting} onClick={() => void merge()}
          icon={<IconArrowsJoin2 size={16} stroke={1.75} aria-hidden />}
        >
          {`Merge ${plan.leads.length} leads`}
        </Button>
      </div>
    </>
  );
}

function whatMoves({ moved: { activities, quotes, files, captures, tags }, leads }: MergePlan, number: string): string {
  const things = [[activities, 'activity', 'activities'], [quotes, 'quote', 'quotes'], [files, 'file', 'files'], [captures, 'capture', 'captures'], [tags, 'tag', 'tags']] as const;
  const what = things.filter(([many]) => many > 0).map(([many, one, more]) => count(many, one, more));
  const list = new Intl.ListFormat('en', { type: 'conjunction' });
  const gone = list.format(leads.map((lead) => lead.number).filter((one) => one !== number));
  return `${number} gets ${list.format([...what, 'the history'])} of ${gone}; a link to ${leads.length > 2 ? 'them' : 'it'} will lead to ${number}.`;
}

/** Merges, shows the lead that was kept, and has Undo at hand. */
function useMerge(again: () => void) {
  const navigate = useNavigate();
  const undo = useUndoMerge();
  const merge = useAction(mergeLeads, {
    alsoChanges: mergedNouns,
    failed: (problem) => {
      showProblem(problem, 'Nothing was merged.');
      const into = problem.more.mergedInto as { id: string } | undefined;
      if (into) void navigate(`/leads/${into.id}`, { replace: true });
      else again();
    },
  });
  const run = async (body: Parameters<typeof merge.run>[0]['body'], title: string) => {
    const done = await merge.run({ body });
    if (!done) return;
    void navigate(`/leads/${done.lead.id}`, { replace: true });
    showToast({ title: `${count(body.mergeIds.length, 'lead')} merged into ${title}.`, action: { label: 'Undo', run: () => undo.run(done.mergeId) } });
  };
  return { run, isRunning: merge.isRunning };
}
