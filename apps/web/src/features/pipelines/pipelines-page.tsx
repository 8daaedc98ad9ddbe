import { IconPlus, IconStack2, IconTemplate } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import { listPipelines } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { Badge, Button, EmptyState, ErrorState, IconButton, ListSkeleton, Page, QueryTabs } from '../../ui/index.ts';
import { AboutPipeline } from './about-pipeline.tsx';
import { KeepingLeadsMoving } from './keeping-leads-moving.tsx';
import { NewLeadsGoTo } from './new-leads-go-to.tsx';
import { PipelineDialogs, type PipelineDialogName } from './pipeline-dialogs.tsx';
import { StagesSection } from './stages-section.tsx';
import styles from './pipelines.module.css';

/** `/settings/pipelines`: the stages of each pipeline, and who gets its new leads. */
export function PipelinesPage() {
  const mayWrite = Boolean(useSession().can('pipelines:write'));
  const [query] = useSearchParams();
  const dialog = useUrlDialog<PipelineDialogName>();
  const pipelines = useEndpoint(listPipelines);
  const all = pipelines.data?.data ?? [];
  const named = all.find(({ id }) => id === query.get('pipeline'));
  const current = named ?? all.find(({ isDefault }) => isDefault) ?? all[0];
  const fromTemplate = () => dialog.open('from-template');
  const newPipeline = (
    <Button
      look="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={() => dialog.open('new-pipeline')}
    >
      New pipeline
    </Button>
  );
  const add = mayWrite && (
    <>
      <Button icon={<IconTemplate size={16} stroke={1.75} aria-hidden />} onClick={fromTemplate}>From a template</Button>
      {newPipeline}
    </>
  );
  const addOnPhone = mayWrite && (
    <>
      <IconButton label="From a template" onClick={fromTemplate}><IconTemplate size={20} stroke={1.75} aria-hidden /></IconButton>
      {newPipeline}
    </>
  );

  return (
    <Page
      title="Pipelines" subtitle="The stages a lead goes through, and who it goes to." actions={add} phoneActions={addOnPhone}
      tabs={all.length > 0 && (
        <QueryTabs
          label="Pipelines" name="pipeline" current={current?.id}
          tabs={all.map(({ id, name, kind, isDefault, isActive }) => ({
            value: id, label: name,
            beside: !isActive ? <Badge color="gray">Inactive</Badge>
              : kind === 'opportunity' ? <span className={styles.kind}>Opportunities</span>
                : isDefault && <Badge color="gray">Default</Badge>,
          }))}
        />
      )}
    >
      {pipelines.error && (
        <ErrorState
          title="The pipelines did not load." problem={pipelines.error} again={() => void pipelines.refetch()}
        />
      )}
      {pipelines.isPending && <ListSkeleton rows={7} />}
      {pipelines.data && !current && (
        <EmptyState icon={<IconStack2 size={24} stroke={1.75} />} title="No pipelines yet" actions={add}>
          A pipeline is the way a lead goes, from its first stage to won or lost.
        </EmptyState>
      )}
      {current && (
        <div className={styles.sections}>
          <StagesSection key={current.id} pipeline={current} mayWrite={mayWrite} open={dialog.open} />
          <div className={styles.pair}>
            <div className={styles.sections}>
              <NewLeadsGoTo key={current.id} pipeline={current} mayWrite={mayWrite} />
              <AboutPipeline pipeline={current} all={all} mayWrite={mayWrite} open={dialog.open} />
            </div>
            <KeepingLeadsMoving key={`${current.id}/${current.version}`} pipeline={current} mayWrite={mayWrite} />
          </div>
        </div>
      )}
      {mayWrite && current && <PipelineDialogs dialog={dialog} current={current} all={all} />}
      {mayWrite && pipelines.data && !current && <PipelineDialogs dialog={dialog} all={all} />}
    </Page>
  );
}
