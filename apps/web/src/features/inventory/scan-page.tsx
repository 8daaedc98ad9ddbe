import { IconArrowBackUp, IconBarcode, IconPencil } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { listStockLocations, type StockLocation } from '@lastmile/contracts';
import { count } from '../../lib/format.ts';
import { useSession } from '../../lib/session.tsx';
import { useUrlState } from '../../lib/url-state.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { usePhone } from '../../lib/viewport.ts';
import { Button, EmptyState, ErrorState, Notice, NoticeAction, Page, ResponsiveDialog, Section, SegmentedControl, showToast, VisuallyHidden } from '../../ui/index.ts';
import { ScanBar, ScanWays, type ScanWay } from '../../ui/scan/index.ts';
import { InventoryTabs } from './inventory-tabs.tsx';
import { isBatchKind } from './scan/kept-batch.ts';
import { LinkCodeDialog } from './scan/link-code-dialog.tsx';
import { countOf, linesOf, undoScan, type Aside, type BatchKind } from './scan/scan-batch.ts';
import { ScanDetails } from './scan/scan-details.tsx';
import styles from './scan/scan-page.module.css';
import { complaintsOf, ScannedList } from './scan/scanned-list.tsx';
import { useScanBatch, type ScanSession } from './scan/use-scan-batch.ts';

const kinds: { readonly [kind in BatchKind]: { readonly name: string; readonly done: string } } = {
  receive: { name: 'Receive', done: 'received' }, issue: { name: 'Issue', done: 'issued' },
  transfer: { name: 'Transfer', done: 'transferred' }, return: { name: 'Take back', done: 'taken back' },
};
const icon = { size: 18, stroke: 1.75, 'aria-hidden': true };

/** `/inventory/scan`: many things one after the other, by camera, scanner or keyboard, and sent in one go (S0-10.12-j). */
export function ScanPage() {
  const [query, change] = useUrlState();
  const asked = query.get('kind');
  const kind = isBatchKind(asked) ? asked : 'receive';
  const { can, user } = useSession();
  if (!can('inventory:write')) {
    return (
      <Page title="Inventory" documentTitle="Scan" phoneActions={null} tabs={<InventoryTabs />}>
        <EmptyState icon={<IconBarcode size={24} stroke={1.75} />} title="Scanning is for who keeps the stock">Ask an administrator for the role of a storekeeper.</EmptyState>
      </Page>
    );
  }
  return <Scanning key={`${user.id} ${kind}`} kind={kind} userId={user.id} choose={(one) => change({ kind: one === 'receive' ? null : one }, { replace: true })} />;
}

function Scanning({ kind, userId, choose }: { kind: BatchKind; userId: string; choose: (kind: BatchKind) => void }) {
  const session = useScanBatch(userId, kind, (units) => showToast({ title: `${count(units, 'unit')} ${kinds[kind].done}.` }));
  const [way, setWay] = useState<ScanWay>('type');
  const [asking, setAsking] = useState<'details' | Aside | null>(null);
  const phone = usePhone();
  const locations = useEndpoint(listStockLocations, {});
  useUsualPlace(session, locations.data?.data);
  const { said } = session;
  const details = <ScanDetails session={session} />;
  return (
    <Page title="Inventory" documentTitle={`${kinds[kind].name} by scanning`} phoneActions={null} tabs={<InventoryTabs />}>
      <div className={styles.page}>
        <div className={styles.head}>
          <SegmentedControl<BatchKind> label="What is done" value={kind} onChange={choose} options={Object.entries(kinds).map(([value, { name }]) => ({ value: value as BatchKind, label: name }))} />
          <ScanWays way={way} onChange={setWay} />
        </div>
        <div className={styles.columns}>
          <div className={styles.column}>
            <ScanBar
              way={way} onScan={session.scan} listens={asking === null} label="Serial number, barcode, SKU or MAC"
              hint="Enter adds it; a list can be pasted. A scanner with a cable works wherever the cursor is." {...(said ? { told: said.words } : {})}
            />
            <Told session={session} again={() => void session.send()} />
            {phone ? <Where session={session} places={locations.data?.data ?? []} open={() => setAsking('details')} /> : <Section title="Details"><div className={styles.column}>{details}</div></Section>}
          </div>
          <Session session={session} link={setAsking} needsDetails={() => phone && setAsking('details')} />
        </div>
      </div>
      {asking === 'details' && (
        <ResponsiveDialog opened onClose={() => setAsking(null)} title={kinds[kind].name} footer={<Button look="primary" onClick={() => setAsking(null)}>Done</Button>}>{details}</ResponsiveDialog>
      )}
      {asking !== null && asking !== 'details' && <LinkCodeDialog session={session} aside={asking} onClose={() => setAsking(null)} />}
    </Page>
  );
}

/** Where most is: the first warehouse, until somebody says otherwise; what was said last time is kept with the batch. */
function useUsualPlace({ batch: { details }, change }: ScanSession, places: readonly StockLocation[] | undefined) {
  const isMissing = places !== undefined && !places.some(({ id, isActive }) => isActive && id === details.locationId);
  const usual = places?.find(({ type, isActive }) => isActive && type === 'warehouse') ?? places?.find(({ isActive }) => isActive);
  useEffect(() => {
    if (isMissing && usual) change((before) => ({ ...before, details: { ...before.details, locationId: usual.id } }));
  }, [isMissing, usual, change]);
}

/** On a phone: where it goes, in a line, and the way to change that. */
function Where({ session: { batch: { details, kind } }, places, open }: { session: ScanSession; places: readonly StockLocation[]; open: () => void }) {
  const nameOf = (id: string | undefined) => places.find((place) => place.id === id)?.name;
  const receiver = kind === 'issue' && !details.subscriberId && !details.serviceOrderId && !details.reference ? 'say who gets it' : null;
  const way = kind === 'transfer' ? `${nameOf(details.locationId) ?? '…'} → ${nameOf(details.toLocationId) ?? 'say where to'}` : nameOf(details.locationId) ?? 'Say where';
  return (
    <button type="button" className={styles.where} onClick={open}>
      <span>{[way, details.reference, receiver].filter(Boolean).join(' · ')}</span>
      <IconPencil {...icon} size={16} />Change
    </button>
  );
}

/** What became of the last scan and of the last sending, read out as well. */
function Told({ session, again }: { session: ScanSession; again: () => void }) {
  const { said, problem, batch, isWaiting, isKept, isSending } = session;
  const tones = { item: 'success', repeated: 'info', refused: 'error', unknown: 'warning' } as const;
  return (
    <div className={styles.told}>
      {batch.sending && !isSending && (
        <Notice tone="warning" title="Nobody answered." announced action={<NoticeAction onClick={again}>Send again</NoticeAction>}>
          It may have arrived. Sent again it counts once, whether it had or not; what is scanned meanwhile waits.
        </Notice>
      )}
      {problem && !batch.sending && <ErrorState title={complaintsOf(problem).size > 0 ? 'Nothing was moved yet.' : 'That was refused.'} problem={problem} />}
      {isWaiting && <Notice tone="warning" announced>{count(batch.waiting.length, 'scan')} wait for the connection. Keep scanning.</Notice>}
      {!isKept && <Notice tone="warning">This browser keeps nothing: do not close the page before you have sent.</Notice>}
      {/* What was added stands in the list, green; it is read out all the same. */}
      <div role="status" aria-label="The last scan">
        {said && (said.tone === 'added' ? <VisuallyHidden>{said.words}.</VisuallyHidden> : <Notice tone={tones[said.tone]}>{said.words}.</Notice>)}
      </div>
    </div>
  );
}

function Session({ session, link, needsDetails }: { session: ScanSession; link: (aside: Aside) => void; needsDetails: () => void }) {
  const { batch, change, send, isSending } = session;
  const lines = linesOf(batch);
  const units = countOf(batch);
  const nothing = lines.length === 0 && batch.aside.length === 0;
  const { name } = kinds[batch.kind];
  const press = () => {
    const { locationId, toLocationId, subscriberId, serviceOrderId, reference } = batch.details;
    if (!locationId || (batch.kind === 'transfer' && !toLocationId) || (batch.kind === 'issue' && !subscriberId && !serviceOrderId && !reference)) needsDetails();
    void send();
  };
  return (
    <section className={styles.session} aria-label="This session">
      <div className={styles.sessionHead}>
        <h2>This session</h2>
        <span>{count(units, 'unit')} · {count(lines.length, 'item')}</span>
      </div>
      {nothing && (
        <EmptyState bare icon={<IconBarcode size={24} stroke={1.75} />} title="Nothing scanned yet">
          Scan an item’s barcode, then the serial numbers of its units. What is scanned is kept until it is sent, also when the page is closed.
        </EmptyState>
      )}
      <div inert={batch.sending !== null}><ScannedList session={session} link={link} /></div>
      <div className={styles.bar} data-action-bar>
        <Button size="md" icon={<IconArrowBackUp {...icon} />} disabled={nothing || batch.sending !== null} onClick={() => change(undoScan)}>Undo</Button>
        <Button size="md" look="primary" disabled={units === 0} loading={isSending} onClick={press}>{`${name} ${count(units, 'unit')}`}</Button>
      </div>
    </section>
  );
}
