import { IconDeviceDesktop, IconSearch } from '@tabler/icons-react';
import { listNetworkDevices, listStockLocations, networkDeviceStates, networkDeviceTypes, type NetworkDevice, type NetworkDeviceType } from '@lastmile/contracts';
import { deviceTypeNames } from '../../lib/device-type-names.ts';
import { useUrlState } from '../../lib/url-state.ts';
import { useEndpoint, usePages } from '../../lib/use-endpoint.ts';
import { usePhone } from '../../lib/viewport.ts';
import {
  Button, Code, EmptyState, ErrorState, FilterBar, FilterChip, ListBlock, ListBlocks, ListCell, ListLink, ListSkeleton, ListTable, Page, PageCount, PageStack, ResponsiveMenu, SearchField, ShowMore, When,
} from '../../ui/index.ts';
import { InventoryTabs } from './inventory-tabs.tsx';
import { DeviceState, deviceStates } from './network-device-words.tsx';

type State = NetworkDevice['state'];

/** What narrows the list of devices down, kept in the address. */
function useDeviceFilters() {
  const [query, change] = useUrlState();
  const q = query.get('q')?.trim().slice(0, 100) ?? '';
  const type = networkDeviceTypes.find((one) => one === query.get('type')) ?? null;
  const state = networkDeviceStates.find((one) => one === query.get('state')) ?? null;
  const [popSite, subscriberId] = [query.get('pop'), query.get('subscriber')];
  const asked = { ...(q ? { q } : {}), ...(type ? { type } : {}), ...(state ? { state } : {}), ...(popSite ? { popSite } : {}), ...(subscriberId ? { subscriberId } : {}) };
  return {
    q, type, state, popSite, subscriberId, asked, isNarrowed: Object.keys(asked).length > 0,
    set: (changes: Record<string, string | null>) => change(changes, { replace: true }),
    clear: () => change({ q: null, type: null, state: null, pop: null, subscriber: null }, { replace: true }),
  };
}

/** `/inventory/network-devices`: what of the stock is a part of the network, at whom and since when (S0-10.10-e). */
export function NetworkDevicesPage() {
  const { asked, isNarrowed, clear } = useDeviceFilters();
  const phone = usePhone();
  const devices = usePages(listNetworkDevices, { query: { ...asked, limit: 50, count: true } }, { keepPrevious: true });
  return (
    <Page
      title="Inventory" documentTitle="Network devices" phoneActions={null} tabs={<InventoryTabs />}
      beside={<PageCount of={devices.count} />}
    >
      <PageStack>
        <DeviceFilters found={devices.items} />
        {devices.isPending && <ListSkeleton rows={8} />}
        {devices.error && devices.items.length === 0 && <ErrorState title="The devices did not load." problem={devices.error} again={() => void devices.refetch()} />}
        {devices.isSuccess && devices.items.length === 0 && (isNarrowed ? (
          <EmptyState icon={<IconSearch size={24} stroke={1.75} />} title="No device is like that" actions={<Button onClick={clear}>Clear the filters</Button>}>
            Search by the beginning of a serial number or MAC address, a whole IP address, or a subscriber’s name or phone.
          </EmptyState>
        ) : (
          <EmptyState icon={<IconDeviceDesktop size={24} stroke={1.75} />} title="No network devices yet" actions={<Button to="/inventory/categories">See the categories</Button>}>
            A category says which items are devices of the network. A unit of them stands here from when it is issued.
          </EmptyState>
        ))}
        {devices.items.length > 0 && (phone ? <Blocks devices={devices.items} /> : <Rows devices={devices.items} />)}
        <ShowMore pages={devices}>Show more devices</ShowMore>
      </PageStack>
    </Page>
  );
}

function DeviceFilters({ found }: { found: readonly NetworkDevice[] }) {
  const { q, type, state, popSite, subscriberId, set, isNarrowed, clear } = useDeviceFilters();
  const locations = useEndpoint(listStockLocations, {});
  const sites = [...new Set((locations.data?.data ?? []).flatMap((location) => location.popSite ?? []))].toSorted();
  const subscriber = found.find((device) => device.subscriberId === subscriberId)?.subscriberName;
  return (
    <FilterBar
      label="Filter the devices"
      search={<SearchField label="Serial, MAC, IP or subscriber" value={q} onChange={(words) => set({ q: words || null })} />}
    >
      <Pick<NetworkDeviceType> label="Type" value={type} options={networkDeviceTypes.map((one) => [one, deviceTypeNames[one]])} choose={(one) => set({ type: one })} />
      {networkDeviceStates.map((one: State) => (
        <FilterChip key={one} label={deviceStates[one].label} active={state === one} aria-pressed={state === one} onClick={() => set({ state: state === one ? null : one })} />
      ))}
      {(sites.length > 0 || popSite) && <Pick<string> label="POP site" value={popSite} options={sites.map((site) => [site, site])} choose={(site) => set({ pop: site })} />}
      {subscriberId && <FilterChip label="Subscriber" active value={subscriber ?? 'one'} onClear={() => set({ subscriber: null })} />}
      {isNarrowed && <Button look="quiet" size="xs" onClick={clear}>Clear</Button>}
    </FilterBar>
  );
}

interface PickProps<Value extends string> { label: string; value: Value | null; options: readonly (readonly [Value, string])[]; choose: (value: Value | null) => void }

function Pick<Value extends string>({ label, value, options, choose }: PickProps<Value>) {
  const name = options.find(([one]) => one === value)?.[1];
  return (
    <ResponsiveMenu
      title={label}
      groups={[{ choices: [
        { label: 'Any', current: value === null, onChoose: () => choose(null) }, ...options.map(([one, words]) => ({ label: words, current: one === value, onChoose: () => choose(one) })),
      ] }]}
      target={<FilterChip label={label} active={value !== null} opens={value === null} {...(value ? { value: name ?? value, onClear: () => choose(null) } : {})} />}
    />
  );
}

const placeOf = ({ locationName, popSite }: NetworkDevice): string => [popSite, locationName].filter(Boolean).join(' · ');

function Rows({ devices }: { devices: readonly NetworkDevice[] }) {
  return (
    <ListTable label="Network devices" heads={['Serial', 'Device', 'Type', 'State', 'Subscriber', 'IP address', 'Place', { label: 'Since', end: true }]}>
      {devices.map((device) => (
        <tr key={device.id}>
          <ListCell code><ListLink to={`/inventory/network-devices/${device.id}`}>{device.serial}</ListLink></ListCell>
          <ListCell cut title={device.itemName}>{device.itemName}</ListCell>
          <ListCell>{deviceTypeNames[device.type]}</ListCell>
          <ListCell><DeviceState state={device.state} /></ListCell>
          <ListCell cut>{device.subscriberId && <ListLink quiet to={`/subscribers/${device.subscriberId}`} title={device.subscriberName ?? ''}>{device.subscriberName}</ListLink>}</ListCell>
          <ListCell code>{device.ipAddress}</ListCell>
          <ListCell cut dim title={placeOf(device)}>{placeOf(device)}</ListCell>
          <ListCell end dim><When at={device.changedAt} as="near" /></ListCell>
        </tr>
      ))}
    </ListTable>
  );
}

function Blocks({ devices }: { devices: readonly NetworkDevice[] }) {
  return (
    <ListBlocks label="Network devices">
      {devices.map((device) => (
        <ListBlock
          key={device.id} to={`/inventory/network-devices/${device.id}`} name={device.subscriberName ?? device.itemName} title={device.serial}
          about={<><Code>{device.serial}</Code> · {device.subscriberName ? device.itemName : placeOf(device)}</>}
        >
          <DeviceState state={device.state} />
        </ListBlock>
      ))}
    </ListBlocks>
  );
}
