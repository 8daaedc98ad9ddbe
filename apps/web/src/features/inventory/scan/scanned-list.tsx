import { IconBarcode, IconCheck, IconHelpCircle, IconMinus, IconPlus, IconRouter, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { count } from '../../../lib/format.ts';
import type { Problem } from '../../../lib/problem.ts';
import { Button, IconButton } from '../../../ui/index.ts';
import { isMac, macWords } from '../../../ui/scan/index.ts';
import styles from './scan-page.module.css';
import { chooseItem, dropAside, dropEntries, linesOf, setQuantity, type Aside, type Line } from './scan-batch.ts';
import type { ScanSession } from './use-scan-batch.ts';

const icon = { size: 18, stroke: 1.75, 'aria-hidden': true };

interface RefusedLine { line: number; units?: { serial: string }[] }

/** What a refusal says of each line, and which of its serials it names. */
export function complaintsOf(problem: Problem | null): Map<number, { words: string; serials: Set<string> }> {
  const refused = (problem?.more.lines as RefusedLine[] | undefined) ?? [];
  const complaints = new Map<number, { words: string; serials: Set<string> }>();
  for (const { pointer, detail } of problem?.errors ?? []) {
    const line = Number(/^\/lines\/(\d+)/.exec(pointer)?.[1] ?? -1);
    if (line < 0) continue;
    const serials = refused.find((one) => one.line === line)?.units?.map(({ serial }) => serial) ?? [];
    complaints.set(line, { words: [complaints.get(line)?.words, detail].filter(Boolean).join(' '), serials: new Set(serials) });
  }
  return complaints;
}

/** What was scanned by item, the last one first, with what nobody knows in between: it waits to be asked about. */
export function ScannedList({ session, link }: { session: ScanSession; link: (aside: Aside) => void }) {
  const { batch, said, problem } = session;
  const lines = linesOf(batch);
  const complaints = complaintsOf(problem);
  const [first, ...rest] = lines.map((line, index) => <LineRow key={`${line.item.id} ${line.setAside}`} session={session} line={line} complaint={complaints.get(index)} isLast={index === 0 && said?.itemId === line.item.id} />);
  return (
    <ul className={styles.list} aria-label="Scanned">
      {first}
      {batch.aside.map((aside) => <AsideRow key={aside.code} aside={aside} session={session} link={() => link(aside)} />)}
      {rest}
    </ul>
  );
}

function LineRow({ session, line, complaint, isLast }: { session: ScanSession; line: Line; complaint: { words: string; serials: Set<string> } | undefined; isLast: boolean }) {
  const { item, units, quantity, setAside } = line;
  const [open, setOpen] = useState(false);
  const shown = open || complaint !== undefined;
  const about = complaint?.words ?? (isLast ? session.said!.words : item.serialTracking ? `${count(units.length, 'serial number')}${setAside ? ', set aside' : ''}` : 'Counted, no serial');
  const tone = complaint ? styles.refused : isLast ? styles.fresh : '';
  return (
    <li className={`${styles.row} ${tone}`}>
      <span className={styles.mark}>{isLast && !complaint ? <IconCheck {...icon} size={22} /> : item.serialTracking ? <IconRouter {...icon} /> : <IconBarcode {...icon} />}</span>
      <span className={styles.words}>
        <b>{item.name}</b>
        <small>{about}</small>
      </span>
      {item.serialTracking ? (
        <button type="button" className={styles.open} aria-expanded={shown} aria-label={`${quantity} of ${item.name}${setAside ? ', set aside' : ''}: their serial numbers`} onClick={() => setOpen(!open)}>{quantity}</button>
      ) : <Counter session={session} line={line} />}
      {shown && units.length > 0 && (
        <ul className={styles.units} aria-label={`Serial numbers of ${item.name}${setAside ? ', set aside' : ''}`}>
          {units.map(({ at, serial = '', mac }) => (
            <li key={at} className={complaint?.serials.has(serial) ? styles.bad : undefined}>
              <span className={styles.code}>{serial}{mac && <small>{macWords(mac)}</small>}</span>
              <IconButton label={`Take ${serial} out`} onClick={() => session.change((batch) => dropEntries(batch, (entry) => entry.at === at))}><IconX {...icon} size={16} /></IconButton>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

/** A counted item: one more, one fewer, or the number itself. */
function Counter({ session, line: { item, quantity } }: { session: ScanSession; line: Line }) {
  const [typed, setTyped] = useState<string | null>(null);
  const set = (amount: number) => session.change((batch) => setQuantity(batch, item.id, Math.min(amount, 1_000_000)));
  return (
    <span className={styles.counter}>
      <IconButton look="plain" size={44} label={`One fewer of ${item.name}`} onClick={() => set(quantity - 1)}><IconMinus {...icon} /></IconButton>
      <input
        className={styles.quantity} inputMode="numeric" aria-label={`How many of ${item.name}`} value={typed ?? quantity} maxLength={7}
        onChange={({ currentTarget: { value } }) => {
          const digits = value.replaceAll(/\D/g, '');
          setTyped(digits);
          if (Number(digits) > 0) set(Number(digits));
        }}
        onBlur={() => {
          if (typed === '0') set(0);
          setTyped(null);
        }}
      />
      <IconButton look="plain" size={44} label={`One more of ${item.name}`} onClick={() => session.change((batch) => chooseItem(batch, item).batch)}><IconPlus {...icon} /></IconButton>
    </span>
  );
}

function AsideRow({ aside, session, link }: { aside: Aside; session: ScanSession; link: () => void }) {
  const { code, mac } = aside;
  return (
    <li className={`${styles.row} ${styles.unknown}`}>
      <span className={styles.mark}><IconHelpCircle {...icon} size={22} /></span>
      <span className={styles.words}>
        <b>Not known: {code}</b>
        <small>{isMac(code) ? 'A MAC address: scan its serial number now' : mac ? `With the MAC address ${mac}` : 'Set aside, keep scanning'}</small>
      </span>
      <Button size="sm" onClick={link} aria-label={`Link ${code}`}>Link</Button>
      <IconButton label={`Leave ${code} out`} onClick={() => session.change((batch) => dropAside(batch, code))}><IconX {...icon} size={16} /></IconButton>
    </li>
  );
}
