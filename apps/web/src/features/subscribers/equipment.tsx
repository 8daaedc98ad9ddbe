import { IconArrowBackUp, IconDeviceDesktop, IconPackageExport } from '@tabler/icons-react';
import { Link } from 'react-router';
import { getSubscriberEquipment, type Subscriber, type SubscriberEquipment } from '@lastmile/contracts';
import { deviceTypeNames } from '../../lib/device-type-names.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useStockReach } from '../../lib/use-stock-reach.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { quantityWords } from '../../lib/format.ts';
import { Badge, Button, Code, EmptyState, ErrorState, IconButton, ListSkeleton, Section, When } from '../../ui/index.ts';
import { macWords } from '../../ui/scan/index.ts';
import { IssueEquipmentDialog, TakeBackDialog } from './equipment-dialogs.tsx';
import styles from './rows.module.css';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** What a subscriber has of ours, by serial number; given out and taken back from here (S0-10.12-h). */
export function Equipment({ subscriber: { id, name } }: { subscriber: Subscriber }) {
  const equipment = useEndpoint(getSubscriberEquipment, { params: { id } });
  const mayWrite = useStockReach().moves;
  const dialog = useUrlDialog<'issue-equipment' | 'take-back'>();
  const { units = [], counted = [] } = equipment.data ?? {};
  const returned = units.find((unit) => unit.id === dialog.record) ?? counted.find(({ itemId }) => itemId === dialog.record);
  return (
    <Section
      title="Equipment" flush {...(equipment.data ? { count: units.length + counted.length } : {})}
      actions={mayWrite && <Button size="xs" icon={<IconPackageExport {...icon} />} onClick={() => dialog.open('issue-equipment')}>Issue</Button>}
    >
      {equipment.isPending && <ListSkeleton rows={1} />}
      {equipment.error && !equipment.data && <ErrorState title="The equipment did not load." problem={equipment.error} again={() => void equipment.refetch()} />}
      {equipment.data && units.length + counted.length === 0 && (
        <EmptyState bare icon={<IconDeviceDesktop size={24} stroke={1.75} />} title="No equipment">What is issued to them or installed by an order stands here, with its serial number.</EmptyState>
      )}
      <ul className={styles.rows}>
        {units.map((unit) => <UnitRow key={unit.id} unit={unit} takeBack={mayWrite ? () => dialog.open('take-back', unit.id) : null} />)}
        {counted.map(({ itemId, itemName, unit, quantity }) => (
          <li key={itemId} className={styles.row}>
            <span className={styles.words}>
              <span className={styles.name}>{itemName}</span>
              <span className={styles.about}>{quantityWords(quantity, unit, { pieces: true })}</span>
            </span>
            {mayWrite && <IconButton label={`Take back ${itemName}`} onClick={() => dialog.open('take-back', itemId)}><IconArrowBackUp {...icon} /></IconButton>}
          </li>
        ))}
      </ul>
      {mayWrite && dialog.name === 'issue-equipment' && <IssueEquipmentDialog subscriberId={id} name={name} onClose={dialog.close} />}
      {mayWrite && dialog.name === 'take-back' && returned && (
        <TakeBackDialog
          key={dialog.record} subscriberId={id} from={name} itemId={returned.itemId} itemName={returned.itemName} serial={'serial' in returned ? returned.serial : null}
          onClose={dialog.close}
        />
      )}
    </Section>
  );
}

function UnitRow({ unit, takeBack }: { unit: SubscriberEquipment['units'][number]; takeBack: (() => void) | null }) {
  const { itemName, serial, mac, since, serviceOrderId, serviceOrderNumber, deviceId, deviceType } = unit;
  return (
    <li className={styles.row}>
      <span className={styles.words}>
        <span className={styles.name} title={itemName}>{itemName}</span>
        <span className={styles.about}>
          <Code>{serial}</Code>{mac && <> · {macWords(mac)}</>} · since <When at={since} />
          {serviceOrderId && <> · <Link className={styles.link} to={`/service-orders/${serviceOrderId}`}>{serviceOrderNumber}</Link></>}
        </span>
      </span>
      {deviceType && deviceId && <Link className={styles.link} to={`/inventory/network-devices/${deviceId}`}><Badge color="petrol">{deviceTypeNames[deviceType]}</Badge></Link>}
      {takeBack && <IconButton label={`Take back ${itemName} ${serial}`} onClick={takeBack}><IconArrowBackUp {...icon} /></IconButton>}
    </li>
  );
}
