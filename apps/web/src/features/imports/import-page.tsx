import { IconDownload } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { getJob, retryJob, type Import, type ImportState } from '@lastmile/contracts';
import { urlOf } from '../../lib/api.ts';
import { count, formatCount } from '../../lib/format.ts';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Anchor, Badge, Button, ErrorState, JobProgress, jobIsActive, ListSkeleton, Notice, NoticeAction, Page, Section, When } from '../../ui/index.ts';
import { useImportOf } from './import-of.ts';
import { ImportColumns } from './import-columns.tsx';
import { ImportCounts, ImportProblems } from './import-outcome.tsx';
import { ImportPreview } from './import-preview.tsx';
import { ImportValues } from './import-values.tsx';
import { madeWords, stateWords } from './import-words.ts';
import styles from './imports.module.css';
import { useImportPlan } from './use-import-plan.ts';

const pace = 1000;
/** Nothing was written yet, so that what becomes of columns and values can still be said. */
const preparing: ReadonlySet<ImportState> = new Set(['checking', 'checked', 'check_failed']);

/** `/leads/import/:id` */
export const ImportPage = () => <OneImport />;

/** From the columns of a file to what came of it; it can be left at any step and found again. */
export function OneImport() {
  const of = useImportOf();
  const id = useParams().id!;
  const answer = useEndpoint(of.get, { params: { id } }, { refetchWhile: ({ state }) => ['checking', 'running', 'undoing'].includes(state) && pace });
  const imported = answer.data;
  const state = imported && stateWords[imported.state];
  return (
    <Page
      title={imported?.fileName ?? 'Import'} back={of.home} beside={state && <Badge color={state.color}>{state.words}</Badge>}
      {...(imported ? { subtitle: `${count(imported.total, 'row')} · ${imported.createdByName}` } : {})}
    >
      {answer.error && !imported && <ErrorState title="The import did not load." problem={answer.error} again={() => void answer.refetch()} />}
      {answer.isPending && <ListSkeleton rows={8} />}
      {imported && (preparing.has(imported.state) ? <Preparing imported={imported} /> : <Running imported={imported} />)}
    </Page>
  );
}

/** Columns, values, and what would come of it. */
function Preparing({ imported }: { imported: Import }) {
  const of = useImportOf();
  const { plan, change, isChecking, problem } = useImportPlan(imported);
  const run = useAction(of.run);
  const { counts, importedBefore: before } = imported;
  const isTwice = of.countsTwice && before !== null;
  const willWrite = counts ? counts.new + counts.updated : 0;
  return (
    <div className={styles.steps}>
      <ImportColumns
        imported={imported} mapping={plan.mapping} onChange={(mapping) => change({ mapping })}
        dateOrders={plan.dateOrders ?? {}} onDateOrders={(dateOrders) => change({ dateOrders })}
      />
      {of.noun === 'leads' && <ImportValues imported={imported} values={plan.values} onChange={(values) => change({ values })} />}
      <Section title="What will happen" {...(isChecking ? { hint: 'Looking through the file …' } : {})}>
        <div className={styles.stack}>
          {problem && <ErrorState title="These columns cannot be so." problem={problem} />}
          {isChecking && <Progressing imported={imported} />}
          {imported.state === 'check_failed' && !isChecking && <NotLookedThrough imported={imported} again={() => change({})} />}
          <ImportCounts imported={imported} willBe onDuplicate={plan.onDuplicate} {...(of.noun === 'leads' ? { onChange: (onDuplicate) => change({ onDuplicate }) } : {})} />
          {before && (
            <Notice tone={isTwice ? 'warning' : 'info'} title={<>This file was imported on <When at={before.at} /> by {before.byName}.</>}>
              {of.twice} {before.id && <Anchor component={Link} to={`${of.home}/${before.id}`} inherit>Look at that import</Anchor>}
            </Notice>
          )}
          <div className={styles.actions}>
            <Button
              look="primary" disabled={isChecking || problem !== null || willWrite === 0} loading={run.isRunning}
              onClick={() => void run.run({ params: { id: imported.id }, ...(isTwice ? { query: { again: true } } : {}) })}
            >
              {willWrite === 0 ? 'Nothing to import' : isTwice ? `Import ${count(willWrite, of.one)} anyway` : `Import ${count(willWrite, of.one)}`}
            </Button>
            {counts !== null && counts.errors > 0 && <ErrorsFile imported={imported} />}
          </div>
          {counts !== null && counts.errors > 0 && willWrite > 0 && (
            <p className={styles.hint}>Rows with a problem are left out. Take them with you, correct them and import that file afterwards: {of.again}</p>
          )}
          <ImportPreview imported={imported} />
        </div>
      </Section>
      {imported.jobId && !isChecking && Boolean(counts?.likely) && <ImportProblems jobId={imported.jobId} about="doubtful" />}
    </div>
  );
}

/** The file is there and its columns are known; only what would come of it is not. */
function NotLookedThrough({ imported: { jobId }, again }: { imported: Import; again: () => void }) {
  const job = useEndpoint(getJob, { params: { id: jobId ?? '' } }, { enabled: jobId !== null }).data;
  return (
    <Notice tone="error" title="The file could not be looked through to its end." action={<NoticeAction onClick={again}>Look through it again</NoticeAction>}>
      Nothing was written. Say what else becomes of a column or a value, or look through it again.{job?.problem ? ` ${job.problem}` : ''}
    </Notice>
  );
}

/** While it runs, and what came of it. */
function Running({ imported }: { imported: Import }) {
  const of = useImportOf();
  const undo = useAction(of.undo, { alsoChanges: of.alsoChanges });
  const retry = useAction(retryJob, { alsoChanges: [of.get.tag] });
  const { state, counts, keptCount } = imported;
  return (
    <div className={styles.steps}>
      <Section title={state === 'undoing' ? 'Being undone' : state === 'running' ? 'Being imported' : 'What came of it'}>
        <div className={styles.stack}>
          {(state === 'running' || state === 'undoing') && (
            <>
              <Progressing imported={imported} />
              <p className={styles.hint}>You can leave this page; it goes on, and stands under Background work.</p>
            </>
          )}
          {state === 'failed' && <Notice tone="error" title="The import stopped.">What is in stays in. Try again to go on behind it, or undo it.</Notice>}
          {state === 'undo_failed' && <Notice tone="error" title="Undoing it stopped in the middle.">What was taken back so far stays so. Undo the rest to go on.</Notice>}
          {state === 'undone' && (
            <Notice tone={keptCount ? 'warning' : 'success'} title="The import was undone.">
              {keptCount ? `${count(keptCount, of.one)} ${of.kept}` : of.undone} {madeWords(imported.made)}
            </Notice>
          )}
          {counts && <ImportCounts imported={imported} />}
          <div className={styles.actions}>
            {state === 'failed' && imported.jobId && <Button look="primary" loading={retry.isRunning} onClick={() => void retry.run({ params: { id: imported.jobId! } })}>Try again</Button>}
            {state === 'done' && <Button look="primary" to={of.done.to}>{of.done.label}</Button>}
            {counts !== null && counts.errors > 0 && <ErrorsFile imported={imported} />}
            {imported.canUndo && <Button loading={undo.isRunning} onClick={() => void undo.run({ params: { id: imported.id } })}>{state === 'undo_failed' ? 'Undo the rest' : 'Undo the import'}</Button>}
            <Button look="quiet" to={of.home}>Import another file</Button>
          </div>
        </div>
      </Section>
      {imported.jobId && (state === 'done' || state === 'undone' || state === 'undo_failed') && <ImportProblems jobId={imported.jobId} about={state === 'done' ? 'problems' : 'kept'} />}
    </div>
  );
}

function Progressing({ imported: { jobId, fileName } }: { imported: Import }) {
  const job = useEndpoint(getJob, { params: { id: jobId ?? '' } }, { enabled: jobId !== null, refetchWhile: (one) => jobIsActive(one) && pace }).data;
  if (!job) return null;
  return (
    <div role="status">
      <JobProgress job={{ ...job, title: fileName }} />
      <p className={styles.hint}>{formatCount(job.done + job.failed)} of {formatCount(job.total)} rows</p>
    </div>
  );
}

function ErrorsFile({ imported: { id, counts } }: { imported: Import }) {
  const { errors } = useImportOf();
  return (
    <Button icon={<IconDownload size={16} stroke={1.75} aria-hidden />} href={urlOf(errors, { params: { id } })}>
      Download {count(counts!.errors, 'row')} to correct
    </Button>
  );
}
