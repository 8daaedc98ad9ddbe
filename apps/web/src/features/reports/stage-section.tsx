import { getStageReport } from '@lastmile/contracts';
import { stagePlace } from '../../lib/stage-place.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Bar, ErrorState, ListSkeleton, RecordCell, RecordRow, RecordTable, Section, StageName } from '../../ui/index.ts';
import styles from './sections.module.css';
import { useReportQuery } from './use-report-query.ts';
import { CountLink, Definitions, percentWords, SecondsLink } from './values.tsx';

/** How far the leads of the period came. `inFull` with how long they stood in each stage and how many came from the one before. */
export function StageSection({ inFull = false }: { inFull?: boolean }) {
  const { query } = useReportQuery();
  const { data, error, refetch } = useEndpoint(getStageReport, { query }, { keepPrevious: true });
  if (!data) return error ? <ErrorState title="The funnel did not load." problem={error} again={() => void refetch()} /> : <ListSkeleton rows={5} />;
  const [first] = data.stages;
  const nameOf = ({ id, type, name }: (typeof data.stages)[number]) => {
    const place = stagePlace(data.stages, id);
    return <StageName type={type} name={name} {...(place ? { place } : {})} />;
  };
  if (!inFull) {
    return (
      <Section title="Funnel" hint={data.pipelineName}>
        <ol className={styles.funnel}>
          {data.stages.map((stage) => (
            <li key={stage.id} className={styles.step}>
              <span className={styles.stepLine}>
                {nameOf(stage)}
                <span className={styles.stepNumbers}>
                  {stage.fromPrevious !== null && <span className={styles.dimmed}>{percentWords(stage.fromPrevious)}</span>}
                  <CountLink figure={stage.reached} of={`leads that came as far as ${stage.name}`} />
                </span>
              </span>
              <Bar part={stage.reached.value} of={first!.reached.value} tone={stage.type === 'won' ? 'won' : 'primary'} />
            </li>
          ))}
        </ol>
      </Section>
    );
  }
  return (
    <Section title="Funnel" hint={data.pipelineName} flush>
      <RecordTable
        label="Stages"
        heads={['Stage', 'Compared', { label: 'Reached', end: true }, { label: 'Before', end: true }, { label: 'From the stage before', end: true }, { label: 'Time in stage', end: true }]}
      >
        {data.stages.map((stage) => (
          <RecordRow key={stage.id}>
            <RecordCell part="name">{nameOf(stage)}</RecordCell>
            <RecordCell><Bar part={stage.reached.value} of={first!.reached.value} tone={stage.type === 'won' ? 'won' : 'primary'} /></RecordCell>
            <RecordCell end label="Reached"><CountLink figure={stage.reached} of={`leads that came as far as ${stage.name}`} /></RecordCell>
            <RecordCell end label="Before">{stage.reached.previous}</RecordCell>
            <RecordCell end label="From the stage before">{percentWords(stage.fromPrevious)}</RecordCell>
            <RecordCell end label="Time in stage"><SecondsLink figure={stage.timeInStage} of={`leads that left ${stage.name}`} /></RecordCell>
          </RecordRow>
        ))}
      </RecordTable>
      <Definitions of={['reached', 'timeInStage']} />
    </Section>
  );
}
