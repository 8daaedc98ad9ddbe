import { IconCalendarCheck } from '@tabler/icons-react';
import { getFollowUpReport } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Avatar, Bar, EmptyState, ErrorState, ListSkeleton, RecordCell, RecordName, RecordRow, RecordTable, Section } from '../../ui/index.ts';
import { useReportQuery } from './use-report-query.ts';
import { CountLink, Definitions, percentWords, RateLink, secondsWords } from './values.tsx';

const end = (label: string) => ({ label, end: true as const });

/** Whether what was planned was done by its time, and what is late now. */
export function FollowUpSection() {
  const { query } = useReportQuery();
  const { data, error, refetch } = useEndpoint(getFollowUpReport, { query }, { keepPrevious: true });
  if (!data) return error ? <ErrorState title="The follow-ups did not load." problem={error} again={() => void refetch()} /> : <ListSkeleton rows={5} />;
  const { people, total } = data;
  return (
    <Section title="Follow-ups" hint={total.done > 0 ? `${percentWords(total.onTime.value)} of ${total.done} on time` : undefined} flush>
      {people.length === 0 ? <EmptyState bare icon={<IconCalendarCheck size={24} stroke={1.75} />} title="Nothing planned was done in this period" /> : (
        <RecordTable label="Follow-ups" heads={['Person', 'Compared', end('On time'), end('Done'), end('Late by'), end('Overdue now')]}>
          {people.map(({ userId, name, done, leads, onTime, averageLateSeconds, overdue }) => (
            <RecordRow key={userId}>
              <RecordCell part="name"><RecordName name={name} leading={<Avatar name={name} id={userId} />} /></RecordCell>
              <RecordCell><Bar part={onTime.part} of={onTime.whole} /></RecordCell>
              <RecordCell end label="On time"><RateLink figure={onTime} of={`followed up in time by ${name}`} /></RecordCell>
              <RecordCell end label="Done"><CountLink figure={{ value: done, leads }} of={`followed up by ${name}`} /></RecordCell>
              <RecordCell end label="Late by">{secondsWords(averageLateSeconds)}</RecordCell>
              <RecordCell end label="Overdue now"><CountLink figure={overdue} of={`overdue leads of ${name}`} /></RecordCell>
            </RecordRow>
          ))}
        </RecordTable>
      )}
      <Definitions of={['followUpsOnTime', 'overdue']} />
    </Section>
  );
}
