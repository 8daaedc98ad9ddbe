import { useState } from 'react';
import { countStock, listItems, lookUpCode, type Output, type Stocktake, type StocktakeLine } from '@lastmile/contracts';
import { api } from '../../lib/api.ts';
import { toProblem } from '../../lib/problem.ts';
import { randomId } from '../../lib/random.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { useWrite } from '../../lib/use-write.ts';
import { Button, FindField, FormDialog, Notice, NoticeAction, Section, SegmentedControl, showProblem, showToast, TextField, useContractForm } from '../../ui/index.ts';
import { SerialsField, serialsIn } from '../../ui/scan/index.ts';
import styles from './inventory.module.css';

type Told = Output<typeof countStock>['serials'][number];

/** Where serials, SKUs and barcodes come in, of whatever they are: serials count at once, an item’s code opens its count. */
export function CountSection({ stocktake: { id } }: { stocktake: Stocktake }) {
  const write = useWrite();
  const dialog = useUrlDialog<'count'>();
  const [text, setText] = useState('');
  const [isRunning, setRunning] = useState(false);
  const [unknown, setUnknown] = useState<readonly Told[]>([]);
  const count = async () => {
    const serials = serialsIn(text);
    if (serials.length === 0 || isRunning) return;
    setRunning(true);
    try {
      const { serials: told } = await write(countStock, { params: { id }, body: { serials } }, { idempotencyKey: randomId() });
      const left = told.filter(({ result }) => result !== 'counted' && result !== 'counted_already');
      const fresh = told.filter(({ result }) => result === 'counted').length;
      if (fresh < told.length - left.length) showToast({ title: `${fresh} counted, ${told.length - left.length - fresh} were already.` });
      else if (fresh > 0) showToast({ title: `${fresh} counted.` });
      setText('');
      await say(left);
    } catch (thrown) {
      showProblem(toProblem(thrown));
    } finally {
      setRunning(false);
    }
  };
  /** A code that is no serial may be an item’s; what is neither has to be told of which item it is. */
  const say = async (left: readonly Told[]) => {
    const [first] = left;
    if (left.length === 1 && first!.result === 'unknown') {
      const { items } = await api(lookUpCode, { query: { code: first!.serial } });
      if (items.length === 1) {
        dialog.open('count', items[0]!.id);
        return;
      }
    }
    setUnknown(left);
  };
  return (
    <Section title="Count" hint="Scan, type or paste; one a line">
      <form
        className={styles.countForm}
        onSubmit={(event) => {
          event.preventDefault();
          void count();
        }}
      >
        <SerialsField label="Serial numbers, SKUs or barcodes" hint="What is counted by number is chosen below, or by its barcode." errors={{}} value={text} rows={2} onChange={setText} />
        <div className={styles.countButtons}><Button look="primary" type="submit" loading={isRunning} disabled={serialsIn(text).length === 0}>Count</Button></div>
        {unknown.length > 0 && (
          <Notice tone="warning" announced title={unknown.length === 1 ? 'Not counted:' : `${unknown.length} not counted:`} action={unknown.some(({ result }) => result === 'unknown' || result === 'several_items') && <NoticeAction onClick={() => dialog.open('count', 'choose')}>Say which item</NoticeAction>}>
            {unknown.map(wordsOf).join(', ')}.
          </Notice>
        )}
      </form>
      {dialog.name === 'count' && dialog.record === 'choose' && (
        <WhichItemDialog
          id={id} serials={unknown.filter(({ result }) => result === 'unknown' || result === 'several_items').map(({ serial }) => serial)} onClose={dialog.close}
          done={() => {
            setUnknown([]);
            dialog.close();
          }}
        />
      )}
    </Section>
  );
}

function wordsOf({ serial, result, itemName }: Told): string {
  if (result === 'other_category') return `${serial} is ${itemName ?? 'an item'}, which is not counted here`;
  if (result === 'several_items') return `${serial} is the serial number of several items`;
  return `nothing has the serial number ${serial}`;
}

interface WhichProps { id: string; serials: readonly string[]; onClose: () => void; done: () => void }

function WhichItemDialog({ id, serials, onClose, done }: WhichProps) {
  const write = useWrite();
  const form = useContractForm(countStock.body, {
    initial: { serials: [...serials], mode: 'add' }, submit: (body, call) => write(countStock, { params: { id }, body }, call), done,
  });
  return (
    <FormDialog form={form} title="Which item is it?" subtitle={serials.join(', ')} submit="Count" onClose={onClose}>
      <FindField label="Item" placeholder="Name or SKU" from={listItems} query={{ serialTracking: true }} option={({ id: value, name }) => ({ value, label: name })} {...form.field('itemId')} />
    </FormDialog>
  );
}

/** How many of an item there are, or which. */
export function CountDialog({ id, line, onClose }: { id: string; line: StocktakeLine; onClose: () => void }) {
  const { itemId, itemName, serialTracking, counted, unit } = line;
  const write = useWrite();
  const wasCounted = counted !== null;
  const form = useContractForm(countStock.body, {
    initial: { itemId, mode: 'add' },
    submit: (body, call) => write(countStock, { params: { id }, body: { ...body, ...(serialTracking && !body.serials ? { serials: [] } : {}) } }, call),
    done: ({ lines: [after] }) => {
      showToast({ title: `${itemName}: ${after?.counted ?? 0} counted.` });
      onClose();
    },
  });
  const mode = form.values.mode === 'replace' ? 'replace' : 'add';
  return (
    <FormDialog form={form} title={`Count ${itemName}`} subtitle={wasCounted ? `${counted} counted so far` : line.sku} submit="Count" onClose={onClose}>
      {wasCounted && (
        <SegmentedControl<'add' | 'replace'>
          label="What was counted before" value={mode} onChange={(chosen) => form.set('mode', chosen)} options={[{ value: 'add', label: `Add to the ${counted}` }, { value: 'replace', label: 'Count anew' }]}
        />
      )}
      {serialTracking
        ? <SerialsField label="Serial numbers" hint="One a line as scanned or pasted; empty where none is there." errors={form.errors} onChange={(text) => form.set('serials', serialsIn(text))} />
        : <TextField label={`How many, ${unit}`} inputMode="numeric" {...form.field('quantity')} required />}
    </FormDialog>
  );
}
