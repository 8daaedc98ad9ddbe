import { useState } from 'react';
import { getItem, issueStock, listItems, returnStock } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useStockReach } from '../../lib/use-stock-reach.ts';
import { useWrite } from '../../lib/use-write.ts';
import { FieldRow, FindField, FormDialog, SelectField, TextField, showToast, useContractForm } from '../../ui/index.ts';
import { SerialsField, serialsIn } from '../../ui/scan/index.ts';

const alsoChanges = ['subscribers', 'inventory', 'stock-movements', 'stock-units'];

interface IssueProps { subscriberId: string; name: string; onClose: () => void }

/** Gives a subscriber something of the stock. */
export function IssueEquipmentDialog({ subscriberId, name, onClose }: IssueProps) {
  const write = useWrite();
  const [itemId, setItemId] = useState('');
  const { keeps, ownVans, handlesAt } = useStockReach();
  const [van] = keeps ? [] : ownVans;
  const item = useEndpoint(getItem, { params: { id: itemId } }, { enabled: itemId !== '' }).data;
  const places = (item?.levels ?? []).filter(({ locationId, onHand }) => onHand > 0 && handlesAt(locationId));
  const fullest = places.toSorted((left, right) => right.available - left.available)[0]?.locationId ?? '';
  const form = useContractForm(issueStock.body, {
    initial: { subscriberId, locationId: '' },
    submit: (body, call) => write(issueStock, { params: { id: itemId }, body }, call, alsoChanges),
    done: ({ quantity, itemName }) => {
      showToast({ title: `${quantity} ${itemName} issued to ${name}.` });
      onClose();
    },
  });
  const choose = (id: string) => {
    setItemId(id);
    for (const field of ['locationId', 'serials', 'quantity'] as const) form.set(field, field === 'locationId' ? '' : undefined);
  };
  // Where there is most of it, until somebody says otherwise.
  if (item && !form.values.locationId && fullest) form.set('locationId', fullest);
  return (
    <FormDialog form={form} title="Issue equipment" subtitle={name} submit="Issue" onClose={onClose}>
      <FindField
        label="Item" placeholder="Name or SKU" name="item" required maxLength={undefined} error={undefined} value={itemId} onChange={(id) => choose(String(id))}
        from={listItems} query={{ status: 'in_stock,low', ...(van ? { locationId: van.id } : {}) }} option={({ id, name: itemName, available }) => ({ value: id, label: `${itemName} · ${available} available` })}
      />
      {item && (
        <>
          <SelectField label="From" options={places.map(({ locationId, locationName, available }) => ({ value: locationId, label: `${locationName} · ${available} available` }))} {...form.field('locationId')} />
          {item.serialTracking
            ? <SerialsField key={item.id} label="Serial numbers" hint="One a line as scanned or pasted." errors={form.errors} rows={2} onChange={(text) => form.set('serials', serialsIn(text))} />
            : <TextField label={`Quantity, ${item.unit}`} inputMode="numeric" {...form.field('quantity')} />}
          <TextField label="Notes (optional)" rows={2} {...form.field('notes')} />
        </>
      )}
    </FormDialog>
  );
}

interface TakeBackProps { subscriberId: string; from: string; itemId: string; itemName: string; serial: string | null; onClose: () => void }

/** What comes back is good, to be tested or faulty; only what is good is on hand. */
export function TakeBackDialog({ subscriberId, from, itemId, itemName, serial, onClose }: TakeBackProps) {
  const write = useWrite();
  const { keeps, places = [], ownVans, handlesAt } = useStockReach();
  const item = useEndpoint(getItem, { params: { id: itemId } }).data;
  const form = useContractForm(returnStock.body, {
    initial: { subscriberId, locationId: '', condition: 'good', ...(serial ? { serials: [serial] } : {}) },
    submit: (body, call) => write(returnStock, { params: { id: itemId }, body }, call, alsoChanges),
    done: ({ quantity }) => {
      showToast({ title: `${quantity} ${itemName} taken back.` });
      onClose();
    },
  });
  const usual = keeps ? item?.locationId : ownVans[0]?.id;
  if (usual && !form.values.locationId) form.set('locationId', usual);
  return (
    <FormDialog form={form} title={`Take back ${itemName}`} subtitle={[serial, from].filter(Boolean).join(' · ')} submit="Take back" onClose={onClose}>
      <FieldRow>
        <SelectField label="Into" options={places.filter(({ id }) => handlesAt(id)).map(({ id, name }) => ({ value: id, label: name }))} {...form.field('locationId')} />
        <SelectField
          label="Condition" options={[{ value: 'good', label: 'Good' }, { value: 'to_test', label: 'To be tested' }, { value: 'faulty', label: 'Faulty' }]} {...form.field('condition')}
        />
      </FieldRow>
      {!serial && <TextField label={`Quantity, ${item?.unit ?? 'piece'}`} inputMode="numeric" {...form.field('quantity')} />}
      <TextField label="Reason (optional)" {...form.field('reason')} />
    </FormDialog>
  );
}
