import { useState } from 'react';
import { createItem, getItem, listItems, updateItem } from '@lastmile/contracts';
import { api } from '../../../lib/api.ts';
import { toProblem, type Problem } from '../../../lib/problem.ts';
import { Button, ErrorState, FieldRow, FindField, RadioField, ResponsiveDialog, SwitchField, TextField } from '../../../ui/index.ts';
import { isProductCode } from '../../../ui/scan/index.ts';
import { addUnit, chooseItem, dropAside, itemOf, type Aside, type BatchItem } from './scan-batch.ts';
import type { ScanSession } from './use-scan-batch.ts';

type Meaning = 'serial' | 'barcode' | 'new';
const plain = { required: false, maxLength: undefined, error: undefined };

const named = ({ id, name, sku }: Pick<BatchItem, 'id' | 'name' | 'sku'>) => ({ value: id, label: `${name} · ${sku}` });

interface Props { session: ScanSession; aside: Aside; onClose: () => void }

/** Asks once what a code is that nobody knows: from then on it is known, here and at the next delivery. */
export function LinkCodeDialog({ session, aside: { code, mac }, onClose }: Props) {
  const { batch } = session;
  const receives = batch.kind === 'receive';
  const [meaning, setMeaning] = useState<Meaning>(receives && !isProductCode(code) ? 'serial' : 'barcode');
  const current = itemOf(batch, batch.currentId);
  const [itemId, setItemId] = useState(current?.id ?? '');
  const [fresh, setFresh] = useState({ name: '', sku: '', serialTracking: false });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaving, setSaving] = useState(false);

  const save = async () => {
    setSaving(true);
    setProblem(null);
    try {
      const item = await meant();
      session.change((before) => {
        const rest = dropAside(before, code);
        return meaning === 'serial' ? addUnit(rest, item, { code, ...(mac ? { mac } : {}) }).batch : chooseItem(rest, item).batch;
      });
      onClose();
    } catch (thrown) {
      setProblem(toProblem(thrown));
    } finally {
      setSaving(false);
    }
  };
  const meant = async (): Promise<BatchItem> => {
    if (meaning === 'new') return api(createItem, { body: { ...fresh, name: fresh.name.trim(), sku: fresh.sku.trim(), barcode: code } });
    const item = await api(getItem, { params: { id: itemId } });
    if (meaning === 'barcode') await api(updateItem, { params: { id: itemId }, body: { barcode: code } }, { ifMatch: item.version });
    return item;
  };
  const ready = meaning === 'new' ? fresh.name.trim() !== '' && fresh.sku.trim() !== '' : itemId !== '';
  return (
    <ResponsiveDialog
      opened onClose={onClose} title={`What is ${code}?`} subtitle="Asked once; from then on the code is known."
      footer={(
        <>
          <Button onClick={onClose}>Later</Button>
          <Button look="primary" onClick={() => void save()} loading={isSaving} disabled={!ready}>
            {meaning === 'new' ? 'Add the item' : meaning === 'serial' ? 'Add the unit' : 'Save the barcode'}
          </Button>
        </>
      )}
    >
      {problem && <ErrorState title="That was not saved." problem={problem} />}
      <RadioField<Meaning>
        label="It is" value={meaning}
        // What was chosen may have no serial numbers.
        onChange={(next) => {
          setMeaning(next);
          setItemId(current?.id ?? '');
        }}
        options={[
          ...(receives ? [{ value: 'serial', label: 'A serial number', hint: 'Of one unit of an item that is tracked.' } as const] : []),
          { value: 'barcode', label: 'The barcode of an item', hint: 'Printed on every one of them. Replaces the barcode that the item has.' },
          { value: 'new', label: 'The barcode of a new item' },
        ]}
      />
      {meaning === 'new' ? (
        <>
          <FieldRow>
            <TextField label="Name" name="name" {...plain} maxLength={120} value={fresh.name} onChange={(name) => setFresh({ ...fresh, name: String(name) })} />
            <TextField label="SKU" monospace name="sku" {...plain} maxLength={60} value={fresh.sku} onChange={(sku) => setFresh({ ...fresh, sku: String(sku) })} />
          </FieldRow>
          <SwitchField
            label="Each has a serial number" name="serialTracking" {...plain} value={fresh.serialTracking} onChange={(tracked) => setFresh({ ...fresh, serialTracking: tracked === true })}
          />
        </>
      ) : (
        <FindField
          key={meaning} label="Item" name="item" {...plain} placeholder="Name or SKU" value={itemId} onChange={(id) => setItemId(String(id))}
          from={listItems} query={meaning === 'serial' ? { serialTracking: true } : {}} option={named} chosen={current && named(current)}
        />
      )}
    </ResponsiveDialog>
  );
}
