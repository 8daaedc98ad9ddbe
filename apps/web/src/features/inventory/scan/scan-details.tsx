import { listStockLocations } from '@lastmile/contracts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { FieldRow, SelectField, SwitchField, TextField, type FieldProps } from '../../../ui/index.ts';
import { ReceiverFields } from '../receiver-fields.tsx';
import type { BatchKind, Details } from './scan-batch.ts';
import type { ScanSession } from './use-scan-batch.ts';

export const conditions = [{ value: 'good', label: 'Good' }, { value: 'to_test', label: 'To be tested' }, { value: 'faulty', label: 'Faulty' }];

/** Where things go and to whom: said once for all that is scanned. */
export function ScanDetails({ session }: { session: ScanSession }) {
  const { batch: { kind, details }, change, problem } = session;
  const { data } = useEndpoint(listStockLocations, {});
  const locations = (data?.data ?? []).filter(({ isActive }) => isActive).map(({ id, name }) => ({ value: id, label: name }));
  const field = (name: keyof Details): FieldProps => ({
    name, value: details[name] ?? '', required: false, maxLength: name === 'reference' || name === 'supplier' ? 120 : undefined,
    error: problem?.errors.find(({ pointer }) => pointer === `/${name}`)?.detail,
    onChange: (value) => change((before) => ({ ...before, details: { ...before.details, [name]: value === '' ? undefined : value } })),
  });
  return (
    <>
      <FieldRow>
        <SelectField label={placeWords[kind]} options={locations} {...field('locationId')} />
        {kind === 'transfer' && <SelectField label="To" options={locations.filter(({ value }) => value !== details.locationId)} {...field('toLocationId')} />}
        {kind === 'return' && <SelectField label="Condition" options={conditions} {...field('condition')} value={details.condition ?? 'good'} />}
      </FieldRow>
      {kind === 'transfer' && <SwitchField label="It is on the way" hint="Somebody confirms when it has arrived." {...field('inTransit')} />}
      {(kind === 'issue' || kind === 'return') && <ReceiverFields field={field} />}
      {kind === 'receive' ? (
        <FieldRow>
          <TextField label="Delivery note (optional)" {...field('reference')} />
          <TextField label="Supplier (optional)" {...field('supplier')} />
        </FieldRow>
      ) : <TextField label={kind === 'issue' ? 'Or else for what' : 'Reference (optional)'} {...field('reference')} />}
    </>
  );
}

const placeWords: { readonly [kind in BatchKind]: string } = { receive: 'Into', issue: 'From', transfer: 'From', return: 'Into' };
