import { Link, useParams } from 'react-router';
import { getNetworkDevice, type NetworkDevice } from '@lastmile/contracts';
import { deviceTypeNames } from '../../lib/device-type-names.ts';
import { Problem } from '../../lib/problem.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Anchor, Code, ErrorState, Facts, Page, PageStack, RecordSkeleton, Section, When } from '../../ui/index.ts';
import { macWords } from '../../ui/scan/index.ts';
import styles from './inventory.module.css';
import { MovementList } from './movement-list.tsx';
import { DeviceState } from './network-device-words.tsx';

/** `/inventory/network-devices/:id`: one device of the network, whose it is, and everything it went through. */
export function NetworkDevicePage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useEndpoint(getNetworkDevice, { params: { id } });
  if (error && !data && (error.status === 404 || error.status === 400)) throw new Problem({ status: 404, code: 'not_found', detail: error.detail });
  if (data) return <Loaded device={data} />;
  return (
    <Page title="Network device" back="/inventory/network-devices" phoneActions={null}>
      {error ? <ErrorState title="The device did not load." problem={error} again={() => void refetch()} /> : <RecordSkeleton />}
    </Page>
  );
}

const placeWords: { readonly [state in NetworkDevice['state']]: string } = { in_use: 'Issued from', free: 'Is at', retired: 'Was at' };

function Loaded({ device }: { device: NetworkDevice }) {
  const { serial, type, state, itemId, itemName, sku, mac, unitId, subscriberId, subscriberName, locationName, popSite, ipAddress, routerName, createdAt, changedAt } = device;
  return (
    <Page
      title={serial} documentTitle={`${serial} ${itemName}`} back="/inventory/network-devices" phoneActions={null} beside={<DeviceState state={state} />}
      subtitle={<>{deviceTypeNames[type]} · {itemName} · since <When at={changedAt} as="near" /></>}
    >
      <div className={styles.columns}>
        <PageStack><MovementList unitId={unitId} withoutItem /></PageStack>
        <PageStack as="aside">
          <Section title="Details">
            <Facts
              facts={[
                { label: 'Subscriber', value: subscriberId && <Anchor component={Link} to={`/subscribers/${subscriberId}`} inherit>{subscriberName}</Anchor> },
                { label: 'IP address', value: ipAddress && <Code>{ipAddress}</Code> }, { label: 'On router', value: routerName },
                { label: 'MAC address', value: mac && <Code>{macWords(mac)}</Code> },
                { label: 'Item', value: <Anchor component={Link} to={`/inventory/items/${itemId}?show=units`} inherit>{itemName}</Anchor> }, { label: 'SKU', value: sku },
                { label: placeWords[state], value: locationName }, { label: 'POP site', value: popSite },
                { label: 'A device since', value: <When at={createdAt} as="near" /> },
              ]}
            />
          </Section>
        </PageStack>
      </div>
    </Page>
  );
}
