import { IconUsers } from '@tabler/icons-react';
import { getPerformanceReport, type PerformanceReport } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Avatar, EmptyState, ErrorState, ListSkeleton, Money, RecordCell, RecordName, RecordRow, RecordTable, Section, SegmentedControl } from '../../ui/index.ts';
import { useReportQuery } from './use-report-query.ts';
import { CountLink, Definitions, RateLink, SecondsLink } from './values.tsx';

type Performance = PerformanceReport['total'];
const end = (label: string) => ({ label, end: true as const });

/** S3-perf: each person and team, ranked; all together at the foot. */
export function PeopleSection({ inFull = false }: { inFull?: boolean }) {
  const { query, rankBy, change } = useReportQuery();
  const { data, error, refetch } = useEndpoint(getPerformanceReport, { query: { ...query, rankBy } }, { keepPrevious: true });
  if (!data) return error ? <ErrorState title="The people did not load." problem={error} again={() => void refetch()} /> : <ListSkeleton rows={5} />;
  const { people, teams, total } = data;
  const heads = ['Person', end('Leads'), end('Won'), end('Conversion'), end('Won a month'), end('Overdue'),
    ...(inFull ? [end('Average'), end('First reply'), end('To conversion')] : [])];
  const cells = (name: string, row: Performance) => (
    <>
      <RecordCell end label="Leads"><CountLink figure={row.newLeads} of={`new leads of ${name}`} /></RecordCell>
      <RecordCell end label="Won"><CountLink figure={row.won} of={`won by ${name}`} /></RecordCell>
      <RecordCell end label="Conversion"><RateLink figure={row.conversionRate} of={`won leads of ${name} that came in in the period`} /></RecordCell>
      <RecordCell end label="Won a month"><Money amount={row.wonValue.value} /></RecordCell>
    </>
  );
  const more = (name: string, row: Performance) => inFull && (
    <>
      <RecordCell end label="Average"><Money amount={row.averageValue.value} /></RecordCell>
      <RecordCell end label="First reply"><SecondsLink figure={row.firstReply} of={`new leads of ${name} that were worked on`} /></RecordCell>
      <RecordCell end label="To conversion"><SecondsLink figure={row.timeToConversion} of={`won by ${name}`} /></RecordCell>
    </>
  );
  return (
    <Section
      title="Team" flush
      actions={(
        <SegmentedControl
          label="Ranked by" value={rankBy} onChange={(by) => change({ rankBy: by === 'wonValue' ? by : null }, { replace: true })}
          options={[{ value: 'conversionRate', label: 'By conversion' }, { value: 'wonValue', label: 'By value' }]}
        />
      )}
    >
      {people.length === 0 ? <EmptyState bare icon={<IconUsers size={24} stroke={1.75} />} title="Nobody had leads in this period" /> : (
        <RecordTable label="People" heads={heads}>
          {people.map((person) => (
            <RecordRow key={person.userId}>
              <RecordCell part="name"><RecordName name={`${person.rank} · ${person.name}`} leading={<Avatar name={person.name} id={person.userId} />} /></RecordCell>
              {cells(person.name, person)}
              <RecordCell end label="Overdue"><CountLink figure={person.overdue} of={`overdue leads of ${person.name}`} /></RecordCell>
              {more(person.name, person)}
            </RecordRow>
          ))}
          {teams.length > 1 && teams.map((team) => (
            <RecordRow key={team.teamId}>
              <RecordCell part="name"><RecordName name={`${team.rank} · ${team.name}`} detail="Team" /></RecordCell>
              {cells(team.name, team)}
              <RecordCell end />
              {more(team.name, team)}
            </RecordRow>
          ))}
          <RecordRow>
            <RecordCell part="name"><RecordName name="All" detail="With the unclaimed" /></RecordCell>
            {cells('all', total)}
            <RecordCell end />
            {more('all', total)}
          </RecordRow>
        </RecordTable>
      )}
      {inFull && <Definitions of={['newLeads', 'won', 'conversionRate', 'wonValue', 'averageValue', 'firstReply', 'timeToConversion', 'overdue']} />}
    </Section>
  );
}
