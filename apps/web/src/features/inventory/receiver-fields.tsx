import { useState } from 'react';
import { listServiceOrders, listSubscribers } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useSettled } from '../../lib/use-settled.ts';
import { FieldRow, SelectField, TextField, type FieldProps } from '../../ui/index.ts';

/** A service order that is open, or else a subscriber found by name, phone or number. */
export function ReceiverFields({ field }: { field: (name: 'serviceOrderId' | 'subscriberId') => FieldProps }) {
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim());
  const orders = useEndpoint(listServiceOrders, { query: { status: 'open,scheduled,in_progress', limit: 100 } });
  const subscribers = useEndpoint(listSubscribers, { query: { limit: 20, ...(q ? { q } : {}) } }, { keepPrevious: true });
  return (
    <>
      <SelectField
        label="Service order (optional)" searchable clearable options={(orders.data?.data ?? []).map(({ id, number, subscriberName }) => ({ value: id, label: `${number} · ${subscriberName}` }))}
        {...field('serviceOrderId')}
      />
      <FieldRow>
        <TextField
          label="Find a subscriber (optional)" type="search" name="find" value={typed} required={false} maxLength={100} error={undefined} onChange={(text) => setTyped(String(text))}
          placeholder="Name, phone or number"
        />
        <SelectField
          label="Subscriber (optional)" clearable options={(subscribers.data?.data ?? []).map(({ id, number, name }) => ({ value: id, label: `${number} · ${name}` }))}
          {...field('subscriberId')}
        />
      </FieldRow>
    </>
  );
}
