import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { listOffers, mostQuoteItems, type Output, type previewQuote } from '@lastmile/contracts';
import { useSession } from '../../../lib/session.tsx';
import { writePercent } from '../../../lib/tax.ts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { Button, SelectField } from '../../../ui/index.ts';
import { Sortable } from '../../../ui/sortable.tsx';
import { emptyLine, isBlank, linesOfOffer, moved, type CellErrors, type DraftLine } from './draft-lines.ts';
import styles from './editor.module.css';
import { LineRow, type LineActions } from './line-row.tsx';

interface Props {
  lines: DraftLine[];
  setLines: (change: (lines: DraftLine[]) => DraftLine[]) => void;
  errors: CellErrors;
  amounts: ReadonlyMap<string, Output<typeof previewQuote>['lines'][number]>;
  currency: string;
}

/** The lines of a draft, written by keyboard as in a sheet. */
export function LineEditor({ lines, setLines, errors, amounts, currency }: Props) {
  const { organization } = useSession();
  const place = useRef<HTMLDivElement>(null);
  const offers = useEndpoint(listOffers, { query: { limit: 200 } });
  const isFull = lines.length >= mostQuoteItems;

  const focusOn = (key: string, cell: string) => requestAnimationFrame(() => {
    place.current?.querySelector<HTMLElement>(`[data-line="${key}"] [name="${cell}"]`)?.focus();
  });
  const insertAfter = (key: string, added: DraftLine) => {
    if (isFull) return;
    setLines((before) => before.toSpliced(before.findIndex((line) => line.key === key) + 1, 0, added));
    focusOn(added.key, 'description');
  };
  const actions: LineActions = {
    change: (key, changes) => setLines((before) => before.map((line) => (line.key === key ? { ...line, ...changes } : line))),
    addAfter: (key) => insertAfter(key, emptyLine()),
    duplicate: (key) => {
      const line = lines.find((one) => one.key === key);
      if (line) insertAfter(key, emptyLine({ ...line, key: emptyLine().key }));
    },
    move: (key, by) => {
      const cell = document.activeElement?.getAttribute('name') ?? 'description';
      setLines((before) => moved(before, key, before.findIndex((line) => line.key === key) + by));
      focusOn(key, cell);
    },
    remove: (key) => setLines((before) => {
      const rest = before.filter((line) => line.key !== key);
      return rest.length > 0 ? rest : [emptyLine()];
    }),
    focus: (key, cell, by) => {
      const next = lines[lines.findIndex((line) => line.key === key) + by];
      if (next) focusOn(next.key, cell);
    },
  };
  const addOffer = (id: string) => {
    const offer = offers.data?.data.find((one) => one.id === id);
    if (!offer) return;
    const added = linesOfOffer(offer);
    setLines((before) => [...before.filter((line) => !isBlank(line)), ...added].slice(0, mostQuoteItems));
    focusOn(added[0]!.key, 'quantity');
  };
  const sold = (offers.data?.data ?? []).filter(({ isActive }) => isActive);

  return (
    <div className={styles.lines} ref={place}>
      <div className={styles.heads} aria-hidden>
        <span /><span>What</span><span>Quantity</span><span>Price, {currency}</span><span>Discount, %</span><span>Tax, %</span><span>Paid</span><span>Counts</span><span className={styles.end}>Before tax</span><span />
      </div>
      <Sortable items={lines.map(({ key, description }) => ({ id: key, description }))} nameOf={({ description }) => description || 'The line'} move={(key, to) => setLines((before) => moved(before, key, to))}>
        {(movesOf) => lines.map((line, index) => (
          <LineRow
            key={line.key} line={line} index={index} lines={lines} errors={errors} amount={amounts.get(line.key)?.lineTotal ?? null} currency={currency}
            usualTax={writePercent(organization.taxRate)} actions={actions} moves={movesOf(line.key, index)}
          />
        ))}
      </Sortable>
      <div className={styles.adding}>
        <div className={styles.picker}>
          <SelectField
            label="Add a package" hideLabel placeholder="Add a package …" name="offer" required={false} maxLength={undefined} error={undefined} value="" searchable disabled={isFull}
            nothingFound="No package is called that." options={sold.map(({ id, name }) => ({ value: id, label: name }))} onChange={(id) => addOffer(String(id))}
          />
        </div>
        <Button icon={<IconPlus size={16} stroke={1.75} aria-hidden />} disabled={isFull} onClick={() => actions.addAfter(lines.at(-1)?.key ?? '')}>Add a line</Button>
        <span className={styles.hint}>{isFull ? `${mostQuoteItems} lines are as many as a quote has.` : 'Enter adds a line, Ctrl D doubles it, Alt ↑ ↓ moves it.'}</span>
      </div>
    </div>
  );
}

