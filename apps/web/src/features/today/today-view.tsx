import { IconPlus, IconSunHigh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { getToday } from '@lastmile/contracts';
import { formatExactly } from '../../lib/format.ts';
import { useNow } from '../../lib/now.ts';
import type { Reach } from '../../lib/reach.ts';
import { useSession } from '../../lib/session.tsx';
import { useUrlState } from '../../lib/url-state.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { usePhone } from '../../lib/viewport.ts';
import { Button, EmptyState, ErrorState, Page, SegmentedControl } from '../../ui/index.ts';
import type { RowActions, TodayLead } from './follow-up-row.tsx';
import { TodaySections } from './today-sections.tsx';
import { TodaySkeleton } from './today-skeleton.tsx';
import { dayInASentence, greeting } from './today-words.ts';
import styles from './today-view.module.css';

const few = 20;

/** What the page shows: also for whoever opens a dialog about one of its rows. */
export function useToday() {
  const { can } = useSession();
  const [query] = useUrlState();
  const reachesOthers = can('leads:read') !== 'own';
  const view = query.get('view') === 'team' && reachesOthers ? ('team' as const) : ('mine' as const);
  return { view, reachesOthers, ...useEndpoint(getToday, { query: { view, limit: few } }, { keepPrevious: true }) };
}

interface Props {
  onDone: (lead: TodayLead) => void;
  onLog: (lead: TodayLead) => void;
  /** They are being reached, by which way. */
  onReach: (lead: TodayLead, by: Reach) => void;
  /** What else is planned, as another feature shows it. */
  plannedRows: ReactNode;
}

/** Where the day begins: what is late, what is due, what waits to be claimed. */
export function TodayView({ onDone, onLog, onReach, plannedRows }: Props) {
  const { user, timezone, can } = useSession();
  const [, change] = useUrlState();
  const phone = usePhone();
  const now = useNow();
  const { data, error, refetch, view, reachesOthers } = useToday();
  const day = formatExactly(data?.date ?? new Date(now).toISOString().slice(0, 10), timezone).replace(/ \d{4}$/, '');
  const mayAdd = Boolean(can('leads:write'));
  const actions: RowActions = { onDone, onLog, onReach, canWrite: Boolean(can('activities:write')) };
  const switcher = reachesOthers && (
    <SegmentedControl
      label="Whose day"
      value={view}
      onChange={(chosen) => change({ view: chosen === 'team' ? 'team' : null }, { replace: true })}
      options={[
        { value: 'mine', label: 'Mine' },
        { value: 'team', label: 'Team' },
      ]}
    />
  );
  return (
    <Page
      title={greeting(user.name, timezone, now)}
      documentTitle="Today"
      subtitle={phone || !data ? day : `${day}. ${dayInASentence(data)}`}
      actions={
        <>
          {switcher}
          {mayAdd && (
            <Button look="primary" to="/leads/new" icon={<IconPlus size={16} stroke={1.75} aria-hidden />}>
              New lead
            </Button>
          )}
        </>
      }
      phoneActions={switcher || null}
    >
      {!data &&
        (error ? (
          <ErrorState title="Today did not load." problem={error} again={() => void refetch()} />
        ) : (
          <TodaySkeleton />
        ))}
      {data && (
        <TodaySections
          today={data}
          view={view}
          withOwner={view === 'team'}
          actions={actions}
          plannedRows={plannedRows}
          empty={<Empty isTeam={view === 'team'} done={data.doneToday} />}
        />
      )}
    </Page>
  );
}

function Empty({ isTeam, done }: { isTeam: boolean; done: number }) {
  const { can } = useSession();
  return (
    <div className={styles.empty}>
      <EmptyState
        icon={<IconSunHigh size={24} stroke={1.75} />}
        title={done > 0 ? 'All done for today' : 'Nothing is due today'}
        actions={
          <>
            <Button to="/leads">See the leads</Button>
            {can('leads:write') && <Button to="/leads/new">Add a lead</Button>}
          </>
        }
      >
        {done > 0
          ? `${done} logged today${isTeam ? ' by the team' : ''}. Whatever gets a next step shows up here on its day.`
          : 'Set a next step on a lead, and it shows up here on its day.'}
      </EmptyState>
    </div>
  );
}
