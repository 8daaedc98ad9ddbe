import { figureDefinitions, getToday, type LeadStats } from '@lastmile/contracts';
import { formatCount } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Bar, Money, RecordCell, RecordRow, RecordTable, Section, StageName } from '../../ui/index.ts';
import styles from './figure-card.module.css';
import { FigureCard } from './figure-card.tsx';
import { leadsAt } from './figure-words.ts';
import { useReportQuery } from './use-report-query.ts';
import { CountLink } from './values.tsx';
import { Link } from 'react-router';

/** What there is now, whatever the period: S1-3.2-a and S2-ui-dash. */
export function StandingCards({ stats }: { stats: LeadStats }) {
  const { locale } = useLocale();
  const number = (value: number) => formatCount(value, locale);
  const { totalLeads, newThisMonth, converted, activeLeads, opportunities, opportunityValue } = stats;
  return (
    <ul className={styles.cards} aria-label="Right now">
      <FigureCard id="totalLeads" value={number(totalLeads.value)} leads={totalLeads.leads} />
      <FigureCard id="newThisMonth" value={number(newThisMonth.value)} leads={newThisMonth.leads} />
      <FigureCard id="converted" value={number(converted.value)} leads={converted.leads} />
      <FigureCard id="activeLeads" value={number(activeLeads.value)} leads={activeLeads.leads} />
      <FigureCard id="opportunities" value={number(opportunities.value)} leads={opportunities.leads} />
      <FigureCard id="opportunityValue" value={<Money amount={opportunityValue.value} />} leads={opportunityValue.leads} />
      <DayCards />
    </ul>
  );
}

/** S4-ui-a: what the day asks for, as Today has it. Where one pipeline or person is asked about, Today has no such figures. */
function DayCards() {
  const { whose } = useReportQuery();
  const { can } = useSession();
  const { locale } = useLocale();
  const view = whose.ownerId !== 'me' && can('leads:read') !== 'own' ? ('team' as const) : ('mine' as const);
  const isWhole = Object.keys(whose).every((name) => name === 'ownerId') && (whose.ownerId === undefined || whose.ownerId === 'me');
  const { data } = useEndpoint(getToday, { query: { view, limit: 1 } }, { enabled: isWhole });
  if (!data || !isWhole) return null;
  const counted = (value: number) => (value > 1000 ? '1,000+' : formatCount(value, locale));
  const today = view === 'team' ? '/today?view=team' : '/today';
  return (
    <>
      <DayCard name="Due today" value={counted(data.due.count)} to={today} detail={`${data.doneToday} done so far`} />
      <DayCard name={figureDefinitions.overdue.name} value={counted(data.overdue.count)} to={leadsAt({ followUp: 'late', ...(view === 'mine' ? { ownerId: 'me' } : {}) })!} late={data.overdue.count > 0} detail="follow-ups" />
      <DayCard name="Quotes waiting" value={counted(data.quotesPending)} to={today} detail="for the customer’s answer" />
    </>
  );
}

function DayCard({ name, value, to, detail, late = false }: { name: string; value: string; to: string; detail: string; late?: boolean }) {
  return (
    <li className={styles.card}>
      <span className={styles.name}>{name}</span>
      <Link to={to} className={styles.link} aria-label={`See ${name.toLowerCase()}`}>
        <span className={late ? `${styles.number} ${styles.late}` : styles.number}>{value}</span>
      </Link>
      <span className={styles.detail}>{detail}</span>
    </li>
  );
}

/** S2-ui-dash: how many leads stand in each stage, and what they would bring. */
export function Distribution({ stages }: { stages: LeadStats['distribution'] }) {
  const most = Math.max(0, ...stages.map(({ count }) => count));
  const open = stages.filter(({ type }) => type === 'in_progress').length;
  return (
    <Section title="Where leads stand" hint="now" flush>
      <RecordTable label="Leads by stage" heads={['Stage', '', { label: 'Leads', end: true }, { label: 'Value a month', end: true }]}>
        {stages.map(({ stageId, name, type, position, count, value, leads }) => (
          <RecordRow key={stageId}>
            <RecordCell part="name"><StageName type={type} name={name} {...(type === 'in_progress' ? { place: { position, of: open } } : {})} /></RecordCell>
            <RecordCell><Bar part={count} of={most} tone={type === 'won' ? 'won' : 'primary'} /></RecordCell>
            <RecordCell end label="Leads"><CountLink figure={{ value: count, leads }} of={`leads in ${name}`} /></RecordCell>
            <RecordCell end label="Value a month"><Money amount={value} /></RecordCell>
          </RecordRow>
        ))}
      </RecordTable>
    </Section>
  );
}
