import { Link } from 'react-router';
import { figureDefinitions, getToday, type LeadStats } from '@lastmile/contracts';
import { formatCount } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useSession } from '../../lib/session.tsx';
import { stagePlace } from '../../lib/stage-place.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Bar, Money, RecordCell, RecordRow, RecordTable, Section, StageName, VisuallyHidden } from '../../ui/index.ts';
import styles from './figure-card.module.css';
import { FigureCard } from './figure-card.tsx';
import { leadsAt } from './figure-words.ts';
import { useReportQuery } from './use-report-query.ts';
import { CountLink } from './values.tsx';

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
      <Link to={to} className={styles.link}>
        <span className={late ? `${styles.number} ${styles.late}` : styles.number}>{value}</span>
        <VisuallyHidden> {name}: see them</VisuallyHidden>
      </Link>
      <span className={styles.detail}>{detail}</span>
    </li>
  );
}

/** S2-ui-dash: how many leads stand in each stage, and what they would bring. */
export function Distribution({ stages }: { stages: LeadStats['distribution'] }) {
  const most = Math.max(0, ...stages.map(({ count }) => count));
  const places = stages.map(({ stageId: id, type, position }) => ({ id, type, position }));
  const nameOf = ({ stageId, type, name }: (typeof stages)[number]) => {
    const place = stagePlace(places, stageId);
    return <StageName type={type} name={name} {...(place ? { place } : {})} />;
  };
  return (
    <Section title="Where leads stand" hint="now" flush>
      <RecordTable label="Leads by stage" heads={['Stage', 'Compared', { label: 'Leads', end: true }, { label: 'Value a month', end: true }]}>
        {stages.map((stage) => (
          <RecordRow key={stage.stageId}>
            <RecordCell part="name">{nameOf(stage)}</RecordCell>
            <RecordCell><Bar part={stage.count} of={most} tone={stage.type === 'won' ? 'won' : 'primary'} /></RecordCell>
            <RecordCell end label="Leads"><CountLink figure={{ value: stage.count, leads: stage.leads }} of={`leads in ${stage.name}`} /></RecordCell>
            <RecordCell end label="Value a month"><Money amount={stage.value} /></RecordCell>
          </RecordRow>
        ))}
      </RecordTable>
    </Section>
  );
}
