import { IconArrowBackUp, IconArrowsExchange, IconBarcode, IconPencil, IconTruck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { count } from '../../lib/format.ts';
import { useSession } from '../../lib/session.tsx';
import { useUrlState } from '../../lib/url-state.ts';
import { useStockReach, type StockReach } from '../../lib/use-stock-reach.ts';
import { usePhone } from '../../lib/viewport.ts';
import { Button, EmptyState, ErrorState, IconButton, ListSkeleton, Notice, NoticeAction, Page, ResponsiveDialog, Section, SegmentedControl, showToast, VisuallyHidden } from '../../ui/index.ts';
import { ScanBar, ScanWays, type ScanWay } from '../../ui/scan/index.ts';
import { InventoryTabs } from './inventory-tabs.tsx';
import { LinkCodeDialog } from './scan/link-code-dialog.tsx';
import { Arrivals } from './scan/arrivals.tsx';
import { batchKinds, countOf, linesOf, turnRound, undoScan, type Aside, type BatchKind } from './scan/scan-batch.ts';
import { conditions, ScanDetails } from './scan/scan-details.tsx';
import styles from './scan/scan-page.module.css';
import { complaintsOf, ScannedList } from './scan/scanned-list.tsx';
import { useScanBatch, type ScanSession } from './scan/use-scan-batch.ts';

const kinds: { readonly [kind in BatchKind]: { readonly name: string; readonly done: string } } = {
  receive: { name: 'Receive', done: 'received' }, issue: { name: 'Issue', done: 'issued' },
  transfer: { name: 'Transfer', done: 'transferred' }, return: { name: 'Take back', done: 'taken back' },
};
/** The van is loaded first. */
const inTheField = ['transfer', 'issue', 'return'] as const satisfies readonly BatchKind[];

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true };

/** `/inventory/scan`: many things one after the other, by camera, scanner or keyboard, and sent in one go (S0-10.12-j). */
export function ScanPage() {
  const [query, change] = useUrlState();
  const { can, user } = useSession();
  const reach = useStockReach();
  if (!can('inventory:write') && !can('inventory:move')) {
    return <Closed title="Scanning is for who keeps the stock">Ask an administrator for the role of a storekeeper.</Closed>;
  }
  if (!reach.places) return <Page title="Inventory" documentTitle="Scan" phoneActions={null} tabs={<InventoryTabs />}><ListSkeleton rows={4} /></Page>;
  if (!reach.moves) return <Closed title="No van is yours yet">Who keeps the stock says whose van it is, under Locations. Then you take goods into it, hand them out and bring back what is faulty.</Closed>;
  const offered = reach.keeps ? batchKinds : inTheField;
  const asked = query.get('kind');
  const kind = offered.find((one) => one === asked) ?? offered[0];
  return (
    <Scanning
      key={`${user.id} ${kind}`} kind={kind} offered={offered} userId={user.id} reach={reach} choose={(one) => change({ kind: one === offered[0] ? null : one }, { replace: true })}
    />
  );
}

function Closed({ title, children }: { title: string; children: string }) {
  return (
    <Page title="Inventory" documentTitle="Scan" phoneActions={null} tabs={<InventoryTabs />}>
      <EmptyState icon={<IconTruck size={24} stroke={1.75} />} title={title}>{children}</EmptyState>
    </Page>
  );
}

interface ScanningProps { kind: BatchKind; offered: readonly BatchKind[]; userId: string; reach: StockReach; choose: (kind: BatchKind) => void }

function Scanning({ kind, offered, userId, reach, choose }: ScanningProps) {
  const session = useScanBatch(userId, kind, (units) => showToast({ title: `${count(units, 'unit')} ${kinds[kind].done}.` }));
  const [way, setWay] = useState<ScanWay>('type');
  const [asking, setAsking] = useState<'details' | Aside | null>(null);
  const phone = usePhone();
  useUsualPlaces(session, reach);
  const { said } = session;
  const details = <ScanDetails session={session} reach={reach} />;
  return (
    <Page title="Inventory" documentTitle={`${kinds[kind].name} by scanning`} phoneActions={null} tabs={<InventoryTabs />}>
      <div className={styles.page}>
        <div className={styles.head}>
          <SegmentedControl<BatchKind> label="What is done" value={kind} onChange={choose} options={offered.map((value) => ({ value, label: kinds[value].name }))} />
          <ScanWays way={way} onChange={setWay} />
        </div>
        <div className={styles.columns}>
          <div className={styles.column}>
            <ScanBar
              way={way} onScan={session.scan} listens={asking === null} label="Serial number, barcode, SKU or MAC"
              hint="Enter adds it; a list can be pasted. A scanner with a cable works wherever the cursor is." {...(said ? { told: said.words } : {})}
            />
            <Told session={session} again={() => void session.send()} />
            {phone ? <Where session={session} reach={reach} open={() => setAsking('details')} /> : (
              <Section title="Details" actions={kind === 'transfer' && <TurnRound session={session} />}><div className={styles.column}>{details}</div></Section>
            )}
            <Arrivals vans={reach.ownVans} />
          </div>
          <Session session={session} link={setAsking} needsDetails={() => phone && setAsking('details')} namesReceiver={!reach.keeps} />
        </div>
      </div>
      {asking === 'details' && (
        <ResponsiveDialog opened onClose={() => setAsking(null)} title={kinds[kind].name} footer={<Button look="primary" onClick={() => setAsking(null)}>Done</Button>}>{details}</ResponsiveDialog>
      )}
      {asking !== null && asking !== 'details' && <LinkCodeDialog session={session} aside={asking} onClose={() => setAsking(null)} />}
    </Page>
  );
}

/**
 * Where most is: the first warehouse, and in the field one's own van; what was said last time is kept with the batch. What goes into somebody else's van is on the way
 * until they have it, however it was chosen.
 */
function useUsualPlaces({ batch: { kind, details }, change }: ScanSession, { keeps, places, ownVans, takesFrom, bringsTo, handlesAt, confirmedBy }: StockReach) {
  const isOpen = (id: string | undefined): id is string => places?.some((place) => place.id === id) ?? false;
  const stores = places?.filter(({ type }) => type === 'warehouse') ?? [];
  const fits = kind === 'transfer' ? takesFrom : handlesAt;
  const from = isOpen(details.locationId) && fits(details.locationId) ? details.locationId
    : ((keeps || kind === 'transfer' ? stores[0] : ownVans[0]) ?? ownVans[0] ?? places?.[0])?.id ?? details.locationId;
  const isUnsaid = !isOpen(details.toLocationId) || !bringsTo(details.toLocationId, from);
  const to = kind !== 'transfer' || keeps || !isUnsaid ? details.toLocationId : ownVans.find(({ id }) => id !== from)?.id ?? stores.find(({ id }) => id !== from)?.id;
  const inTransit = details.inTransit || (kind === 'transfer' && to !== undefined && confirmedBy(to) !== null);
  useEffect(() => {
    if (from === details.locationId && to === details.toLocationId && inTransit === (details.inTransit ?? false)) return;
    change((before) => {
      const { toLocationId: _, ...rest } = before.details;
      return { ...before, details: { ...rest, locationId: from, ...(to ? { toLocationId: to } : {}), inTransit } };
    });
  }, [from, to, inTransit, details, change]);
}

/** There and back again: what was fetched from the warehouse is brought there, and the other way round. */
function TurnRound({ session: { batch, change } }: { session: ScanSession }) {
  return (
    <IconButton label="Turn round" size={44} disabled={!batch.details.toLocationId || batch.entries.length > 0} onClick={() => change(turnRound)}><IconArrowsExchange {...icon} /></IconButton>
  );
}

/** On a phone: where it goes, in a line, and the way to change that. */
function Where({ session, reach: { places = [], keeps }, open }: { session: ScanSession; reach: StockReach; open: () => void }) {
  const { batch: { details, kind } } = session;
  const nameOf = (id: string | undefined) => places.find((place) => place.id === id)?.name;
  const receiver = kind === 'issue' && !details.subscriberId && !details.serviceOrderId && !(keeps && details.reference) ? 'say who gets it' : null;
  const way = kind === 'transfer' ? `${nameOf(details.locationId) ?? '…'} → ${nameOf(details.toLocationId) ?? 'say where to'}` : nameOf(details.locationId) ?? 'Say where';
  const condition = kind === 'return' ? conditions.find(({ value }) => value === (details.condition ?? 'good'))?.label : null;
  return (
    <div className={styles.whereRow}>
      <button type="button" className={styles.where} onClick={open}>
        <span>{[way, condition, details.reference, receiver].filter(Boolean).join(' · ')}</span>
        <IconPencil {...icon} size={16} />Change
      </button>
      {kind === 'transfer' && <TurnRound session={session} />}
    </div>
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

function Session({ session, link, needsDetails, namesReceiver }: { session: ScanSession; link: (aside: Aside) => void; needsDetails: () => void; namesReceiver: boolean }) {
  const { batch, change, send, isSending } = session;
  const lines = linesOf(batch);
  const units = countOf(batch);
  const nothing = lines.length === 0 && batch.aside.length === 0;
  const { name } = kinds[batch.kind];
  const press = () => {
    const { locationId, toLocationId, subscriberId, serviceOrderId, reference } = batch.details;
    if (!locationId || (batch.kind === 'transfer' && !toLocationId) || (batch.kind === 'issue' && !subscriberId && !serviceOrderId && (namesReceiver || !reference))) needsDetails();
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
