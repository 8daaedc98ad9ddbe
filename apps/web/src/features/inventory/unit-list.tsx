import { IconBarcode } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { listStockUnits, type StockUnit } from '@lastmile/contracts';
import { usePages } from '../../lib/use-endpoint.ts';
import { Anchor, Code, EmptyState, ErrorState, ListSkeleton, RecordCell, RecordName, RecordRow, RecordTable, SearchField, Section, ShowMore, When } from '../../ui/index.ts';
import { macWords } from '../../ui/scan/index.ts';
import styles from './inventory.module.css';
import { unitStates } from './unit-words.ts';

/** Units of an item by serial: what state each is in and where. */
export function UnitList({ itemId }: { itemId: string }) {
  const [q, setQ] = useState('');
  const units = usePages(listStockUnits, { query: { itemId, limit: 30, ...(q ? { q } : {}) } }, { keepPrevious: true });
  return (
    <Section title="Serial numbers" flush>
      <div className={styles.inside}><SearchField label="Find a serial number" value={q} onChange={setQ} maxLength={60} /></div>
      {units.isPending && <ListSkeleton rows={6} />}
      {units.error && units.items.length === 0 && <ErrorState title="The units did not load." problem={units.error} again={() => void units.refetch()} />}
      {units.isSuccess && units.items.length === 0 && (
        <EmptyState icon={<IconBarcode size={24} stroke={1.75} />} title={q ? 'No serial begins so' : 'No units yet'}>{q ? 'Look for the beginning of the serial number.' : 'Receive some by their serial numbers.'}</EmptyState>
      )}
      {units.items.length > 0 && (
        <RecordTable label="Serial numbers" heads={['Serial', 'MAC', 'State', 'Where', 'Since']}>
          {units.items.map((unit) => (
            <RecordRow key={unit.id}>
              <RecordCell part="name"><RecordName name={unit.serial} beside={unit.networkDeviceId && <Anchor component={Link} to={`/inventory/network-devices/${unit.networkDeviceId}`} aria-label={`${unit.serial} as a network device`} size="sm">Device</Anchor>} /></RecordCell>
              <RecordCell label="MAC">{unit.mac && <Code>{macWords(unit.mac)}</Code>}</RecordCell>
              <RecordCell label="State">{unitStates[unit.state]}</RecordCell>
              <RecordCell><Place unit={unit} /></RecordCell>
              <RecordCell label="Since"><When at={unit.changedAt} as="near" /></RecordCell>
            </RecordRow>
          ))}
        </RecordTable>
      )}
      <ShowMore pages={units}>Show more serial numbers</ShowMore>
    </Section>
  );
}

function Place({ unit: { subscriberId, subscriberName, serviceOrderId, serviceOrderNumber, locationName } }: { unit: StockUnit }) {
  if (subscriberId) return <Anchor component={Link} to={`/subscribers/${subscriberId}`} inherit>{subscriberName}</Anchor>;
  if (serviceOrderId) return <Anchor component={Link} to={`/service-orders/${serviceOrderId}`} inherit>{serviceOrderNumber}</Anchor>;
  return locationName;
}
