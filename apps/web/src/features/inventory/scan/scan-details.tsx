import type { StockReach } from '../../../lib/use-stock-reach.ts';
import { FieldRow, SelectField, SwitchField, TextField, type FieldProps } from '../../../ui/index.ts';
import { ReceiverFields } from '../receiver-fields.tsx';
import type { BatchKind, Details } from './scan-batch.ts';
import type { ScanSession } from './use-scan-batch.ts';

export const conditions = [{ value: 'good', label: 'Good' }, { value: 'to_test', label: 'To be tested' }, { value: 'faulty', label: 'Faulty' }];

/** Where things go and to whom: said once for all that is scanned. */
export function ScanDetails({ session, reach }: { session: ScanSession; reach: StockReach }) {
  const { batch: { kind, details }, change, problem } = session;
  const locations = (reach.places ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const here = locations.filter(({ value }) => (kind === 'transfer' ? reach.takesFrom(value) : reach.handlesAt(value)));
  const there = locations.filter(({ value }) => value !== details.locationId && reach.bringsTo(value, details.locationId));
  const driver = details.toLocationId ? reach.confirmedBy(details.toLocationId) : null;
  const field = (name: keyof Details): FieldProps => ({
    name, value: details[name] ?? '', required: false, maxLength: name === 'reference' || name === 'supplier' ? 120 : undefined,
    error: problem?.errors.find(({ pointer }) => pointer === `/${name}`)?.detail,
    onChange: (value) => change((before) => ({
      // Whether it is on the way is asked anew where it goes somewhere else.
      ...before, details: { ...before.details, ...(name === 'toLocationId' ? { inTransit: false } : {}), [name]: value === '' ? undefined : value },
    })),
  });
  return (
    <>
      {kind === 'return' ? (
        <FieldRow>
          <SelectField label={placeWords[kind]} options={here} {...field('locationId')} />
          <SelectField label="Condition" options={conditions} {...field('condition')} value={details.condition ?? 'good'} />
        </FieldRow>
      ) : <SelectField label={placeWords[kind]} options={here} {...field('locationId')} />}
      {kind === 'transfer' && <SelectField label="To" options={there} {...field('toLocationId')} />}
      {kind === 'transfer' && <SwitchField label="It is on the way" hint={driver ? `${driver} confirms that it has arrived.` : 'Somebody confirms when it has arrived.'} disabled={driver !== null} {...field('inTransit')} />}
      {(kind === 'issue' || kind === 'return') && <ReceiverFields field={field} />}
      {kind === 'receive' ? (
        <FieldRow>
          <TextField label="Delivery note (optional)" {...field('reference')} />
          <TextField label="Supplier (optional)" {...field('supplier')} />
        </FieldRow>
      ) : <TextField label={kind === 'issue' && reach.keeps ? 'Or else for what' : 'Reference (optional)'} {...field('reference')} />}
    </>
  );
}

const placeWords: { readonly [kind in BatchKind]: string } = { receive: 'Into', issue: 'From', transfer: 'From', return: 'Into' };
