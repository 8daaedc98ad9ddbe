import { IconCalendar, IconChevronDown, IconDownload, IconHierarchy2, IconUsers } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { downloadReport, listPipelines, listTeams, type Input, type ReportPeriod } from '@lastmile/contracts';
import { urlOf } from '../../lib/api.ts';
import { download } from '../../lib/download.ts';
import { useNow } from '../../lib/now.ts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { usePeople } from '../../lib/use-people.ts';
import { Button, DatesDialog, IconButton, ResponsiveMenu, type MenuChoice } from '../../ui/index.ts';
import { daysInWords } from './figure-words.ts';
import styles from './report-bar.module.css';
import { useReportQuery, usualPeriod } from './use-report-query.ts';

const periods: readonly (readonly [value: string, label: string])[] = [
  ['last_30_days', 'Last 30 days'], ['this_month', 'This month'], ['last_month', 'Last month'], ['this_quarter', 'This quarter'],
  ['last_quarter', 'Last quarter'], ['this_year', 'This year'], ['last_year', 'Last year'], ['last_12_months', 'Last 12 months'],
];

type FileName = Input<typeof downloadReport>['params']['report'];
type FileQuery = NonNullable<Input<typeof downloadReport>['query']>;

/** What a report is about, each part with its way to change it, and the same numbers as a file. */
export function ReportBar({ period, file }: { period: ReportPeriod | undefined; file: FileName }) {
  const { query, rankBy } = useReportQuery();
  return (
    <div className={styles.bar}>
      <PipelineMenu />
      <WhoseMenu />
      <PeriodMenu period={period} />
      <DownloadReport file={file} query={{ ...query, ...(file === 'performance' ? { rankBy } : {}) }} look="plain" />
    </div>
  );
}

/** A report as a file, as it stands on the page. */
export function DownloadReport({ file, query, look }: { file: FileName; query: FileQuery; look?: 'plain' }) {
  return (
    <IconButton label="Download as CSV" {...(look ? { look } : {})} onClick={() => download(urlOf(downloadReport, { params: { report: file }, query }))}>
      <IconDownload size={17} stroke={1.75} aria-hidden />
    </IconButton>
  );
}

function PeriodMenu({ period }: { period: ReportPeriod | undefined }) {
  const { query, change } = useReportQuery();
  const now = useNow();
  const known = periods.find(([value]) => value === query.period)?.[1];
  const [opened, setOpened] = useState(false);
  const days = period && daysInWords(period.first, period.last, now);
  return (
    <>
      <Chooser
        title="Period" current={known ?? days ?? 'Days'} icon={<IconCalendar size={16} stroke={1.75} aria-hidden />}
        choices={[
          ...periods.map(([value, label]) => ({
            label, current: value === query.period, onChoose: () => change({ period: value === usualPeriod ? null : value }),
            ...(value === query.period && days ? { aside: days } : {}),
          })),
          { label: 'Other days …', current: !known, onChoose: () => setOpened(true), ...(!known && days ? { aside: days } : {}) },
        ]}
      />
      {opened && (
        <DatesDialog
          title="Period" submit="Show these days" closed range={{ from: period?.first ?? null, to: period?.last ?? null }}
          onChange={({ from, to }) => change({ period: `${from}..${to}` })} onClose={() => setOpened(false)}
        />
      )}
    </>
  );
}

function PipelineMenu() {
  const { query, change } = useReportQuery();
  const pipelines = useEndpoint(listPipelines, { query: { kind: 'lead' } }).data?.data ?? [];
  if (pipelines.length < 2) return null;
  const current = pipelines.find(({ id }) => id === query.pipelineId);
  return (
    <Chooser
      title="Pipeline" current={current?.name ?? 'All pipelines'} icon={<IconHierarchy2 size={16} stroke={1.75} aria-hidden />}
      choices={[
        { label: 'All pipelines', current: !current, onChoose: () => change({ pipelineId: null }) },
        ...pipelines.map(({ id, name }) => ({ label: name, current: id === query.pipelineId, onChoose: () => change({ pipelineId: id }) })),
      ]}
    />
  );
}

/** One's own, a team's, or those of all whom one may see: the server decides who that is. */
function WhoseMenu() {
  const { query, change } = useReportQuery();
  const { can, user } = useSession();
  const reach = can('leads:read');
  const { nameOf } = usePeople();
  const teams = (useEndpoint(listTeams, {}, { enabled: reach !== 'own' }).data?.data ?? []).filter(({ id }) => reach === 'all' || id === user.teamId);
  const choose = (ownerId: string | null, teamId: string | null) => () => change({ ownerId, teamId });
  const everybody = reach === 'own' ? 'Mine and unclaimed' : 'Everybody';
  const team = teams.find(({ id }) => id === query.teamId);
  const current = query.ownerId === 'me' ? 'Mine' : query.ownerId ? nameOf(query.ownerId) ?? 'One person' : team?.name ?? everybody;
  return (
    <Chooser
      title="Whose leads" current={current} icon={<IconUsers size={16} stroke={1.75} aria-hidden />}
      choices={[
        { label: everybody, current: !query.ownerId && !query.teamId, onChoose: choose(null, null) },
        { label: 'Mine', current: query.ownerId === 'me', onChoose: choose('me', null) },
        ...teams.map(({ id, name }) => ({ label: name, current: id === query.teamId, onChoose: choose(null, id) })),
      ]}
    />
  );
}

function Chooser({ title, current, icon, choices }: { title: string; current: string; icon: ReactNode; choices: readonly MenuChoice[] }) {
  return (
    <ResponsiveMenu
      title={title} groups={[{ choices }]} width={260} position="bottom-end"
      target={(
        <Button icon={icon} rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden />} aria-label={`${title}: ${current}`}>{current}</Button>
      )}
    />
  );
}
