import { Link } from 'react-router';
import type { Item } from '@lastmile/contracts';
import { formatCount } from '../../lib/format.ts';
import { Anchor, Bar, RecordCell, RecordName, RecordRow, RecordTable, Section, When } from '../../ui/index.ts';
import styles from './inventory.module.css';
import { locationTypes } from './stock-words.tsx';

/** How much of it is where. */
export function ItemLevels({ item: { levels, name } }: { item: Item }) {
  const most = Math.max(...levels.map(({ onHand }) => onHand), 1);
  return (
    <Section title="Levels" flush={levels.length > 0}>
      {levels.length === 0 ? <p className={styles.nothing}>None of it was received yet.</p> : (
        <RecordTable
          label={`Where ${name} is`}
          heads={['Location', 'Compared', { label: 'On hand', end: true }, { label: 'Reserved', end: true }, { label: 'Available', end: true }, { label: 'Aside', end: true }]}
        >
          {levels.map((level) => (
            <RecordRow key={level.locationId}>
              <RecordCell part="name"><RecordName name={level.locationName} detail={locationTypes[level.locationType].label} leading={locationTypes[level.locationType].icon} /></RecordCell>
              <RecordCell><Bar part={level.onHand} of={most} /></RecordCell>
              <RecordCell end label="On hand">{formatCount(level.onHand)}</RecordCell>
              <RecordCell end label="Reserved">{level.reserved ? formatCount(level.reserved) : ''}</RecordCell>
              <RecordCell end label="Available"><b>{formatCount(level.available)}</b></RecordCell>
              <RecordCell end label="Aside">{level.setAside + level.inTransit > 0 ? formatCount(level.setAside + level.inTransit) : ''}</RecordCell>
            </RecordRow>
          ))}
        </RecordTable>
      )}
    </Section>
  );
}

/** How many went out each week, the last ones. */
export function ItemWeeks({ item: { issuedByWeek } }: { item: Item }) {
  const most = Math.max(...issuedByWeek.map(({ quantity }) => quantity), 1);
  if (issuedByWeek.every(({ quantity }) => quantity === 0)) return null;
  return (
    <Section title="Used each week">
      <ol className={styles.weeks}>
        {issuedByWeek.map(({ week, quantity }) => (
          <li key={week}><span><When at={week} /></span><Bar part={quantity} of={most} /><b>{formatCount(quantity)}</b></li>
        ))}
      </ol>
    </Section>
  );
}

/** Who has units of it. */
export function ItemReceivers({ item: { subscribers } }: { item: Item }) {
  if (subscribers.length === 0) return null;
  return (
    <Section title="Subscribers" count={subscribers.length === 50 ? '50+' : subscribers.length} hint="who have it">
      <ul className={styles.plain}>
        {subscribers.slice(0, 10).map(({ id, number, name, units }) => (
          <li key={id}><Anchor component={Link} to={`/subscribers/${id}`} inherit title={number}>{name}</Anchor>{units > 1 && ` · ${units}`}</li>
        ))}
      </ul>
    </Section>
  );
}
