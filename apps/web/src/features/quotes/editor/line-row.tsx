import { IconCopy, IconDots, IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { mostAlternatives } from '@lastmile/contracts';
import { IconButton, Money, NoticeAction, ResponsiveMenu, SelectField, TextField } from '../../../ui/index.ts';
import { useSortableItem, type Moves } from '../../../ui/sortable.tsx';
import { cellName, countOptions, countsAs, countsOf, type Cell, type CellErrors, type DraftLine } from './draft-lines.ts';
import styles from './editor.module.css';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

export interface LineActions {
  change: (key: string, changes: Partial<DraftLine>) => void;
  addAfter: (key: string) => void;
  duplicate: (key: string) => void;
  move: (key: string, by: 1 | -1) => void;
  remove: (key: string) => void;
  /** To the same cell of the line above or below. */
  focus: (key: string, cell: string, by: 1 | -1) => void;
}

interface Props {
  line: DraftLine;
  index: number;
  lines: readonly DraftLine[];
  errors: CellErrors;
  /** What the line comes to; null while it cannot be said. */
  amount: string | null;
  currency: string;
  usualTax: string;
  actions: LineActions;
  moves: Moves;
}

const periods = [{ value: 'once', label: 'Once' }, { value: 'monthly', label: 'Monthly' }];

/** One line of a draft, a cell for each of its parts. */
export function LineRow({ line, index, lines, errors, amount, currency, usualTax, actions, moves }: Props) {
  const { key } = line;
  const name = `Line ${index + 1}`;
  const { ref, className, style, handle } = useSortableItem({ id: key, name: name.toLowerCase(), moves });
  const cell = (field: Cell) => ({
    name: field, required: false, maxLength: field === 'description' ? 200 : field === 'details' ? 500 : 20, error: errors[cellName(key, field)], value: line[field],
    hideLabel: true, autoComplete: 'off' as const, onChange: (value: unknown) => actions.change(key, { [field]: String(value) }),
  });
  const choice = (field: string) => ({ name: field, required: false, maxLength: undefined, error: undefined, hideLabel: true });
  return (
    <div
      ref={ref} style={style} className={className ? `${styles.line} ${className} ${styles.lifted}` : styles.line} role="group" aria-label={name} data-line={key}
      onKeyDown={(event) => handleKey(event, key, actions)}
    >
      <div className={styles.handle}>{handle}</div>
      <div className={styles.what}>
        <TextField label={`${name}: what`} placeholder="What it is" {...cell('description')} />
        <TextField label={`${name}: details`} placeholder="Details (optional)" {...cell('details')} />
        {line.offerPriceNow !== null && line.offerPriceNow !== line.unitPrice && (
          <span className={styles.changed}>
            The package costs <Money amount={line.offerPriceNow} currency={currency} /> by now.{' '}
            <NoticeAction onClick={() => actions.change(key, { unitPrice: line.offerPriceNow! })}>Take that price</NoticeAction>
          </span>
        )}
      </div>
      <Part label="Quantity" className={styles.short}><TextField label={`${name}: quantity`} inputMode="decimal" {...cell('quantity')} /></Part>
      <Part label="Price" className={styles.price}><TextField label={`${name}: price`} inputMode="decimal" placeholder="0" {...cell('unitPrice')} /></Part>
      <Part label="Discount, %" className={styles.short}><TextField label={`${name}: discount, percent`} inputMode="decimal" placeholder="0" {...cell('discountPercent')} /></Part>
      <Part label="Tax, %" className={styles.short}><TextField label={`${name}: tax, percent`} inputMode="decimal" placeholder={usualTax} {...cell('taxRate')} /></Part>
      <Part label="Paid" className={styles.choice}>
        <SelectField
          label={`${name}: paid`} options={periods} {...choice('period')} value={line.period}
          onChange={(value) => actions.change(key, { period: value === 'monthly' ? 'monthly' : 'once' })}
        />
      </Part>
      <Part label="Counts" className={styles.choice}>
        <SelectField
          label={`${name}: counts`} options={countOptions(lines, mostAlternatives)} {...choice('counts')} value={countsAs(line)}
          onChange={(value) => actions.change(key, countsOf(String(value)))}
        />
      </Part>
      <div className={styles.amount}>{amount === null ? '–' : <Money amount={amount} currency={currency} />}</div>
      <div className={styles.tools}>
        <ResponsiveMenu
          title={name} position="bottom-end"
          target={<IconButton label={`More for line ${index + 1}`}><IconDots {...icon} /></IconButton>}
          groups={[{
            choices: [
              { label: 'Duplicate', icon: <IconCopy {...icon} />, aside: 'Ctrl D', onChoose: () => actions.duplicate(key) },
              { label: 'Move up', icon: <IconArrowUp {...icon} />, aside: 'Alt ↑', disabled: index === 0, onChoose: () => actions.move(key, -1) },
              { label: 'Move down', icon: <IconArrowDown {...icon} />, aside: 'Alt ↓', disabled: index === lines.length - 1, onChoose: () => actions.move(key, 1) },
              { label: 'Remove', icon: <IconTrash {...icon} />, danger: true, onChoose: () => actions.remove(key) },
            ],
          }]}
        />
      </div>
    </div>
  );
}

/** On a phone each cell says what it is; at a desk the head does. */
function Part({ label, className, children }: { label: string; className: string | undefined; children: React.ReactNode }) {
  return <div className={className}><span className={styles.partLabel} aria-hidden>{label}</span>{children}</div>;
}

/** Enter goes on in a new line, arrows go between lines, with Alt they move the line, Ctrl D doubles it. */
function handleKey(event: KeyboardEvent<HTMLDivElement>, key: string, actions: LineActions): void {
  const target = event.target as HTMLElement;
  const isText = target instanceof HTMLInputElement && target.getAttribute('aria-haspopup') !== 'listbox' && !target.readOnly;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'd') {
    event.preventDefault();
    actions.duplicate(key);
  } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
    event.preventDefault();
    actions.move(key, event.key === 'ArrowUp' ? -1 : 1);
  } else if (isText && event.key === 'Enter' && !event.nativeEvent.isComposing) {
    event.preventDefault();
    actions.addAfter(key);
  } else if (isText && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
    event.preventDefault();
    actions.focus(key, target.getAttribute('name') ?? 'description', event.key === 'ArrowUp' ? -1 : 1);
  }
}
