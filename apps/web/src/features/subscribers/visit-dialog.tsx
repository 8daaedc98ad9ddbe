import { useNavigate } from 'react-router';
import { createServiceOrder, type Subscriber } from '@lastmile/contracts';
import { useWrite } from '../../lib/use-write.ts';
import { FormDialog, Notice, SelectField, TextField, useContractForm } from '../../ui/index.ts';
import { alsoChanges } from './router-user-words.ts';

/** Sends a technician: to install a service that waits for it, or for anything else that is to be done there. */
export function VisitDialog({ subscriber, onClose }: { subscriber: Subscriber; onClose: () => void }) {
  const write = useWrite();
  const navigate = useNavigate();
  const services = subscriber.subscriptions.filter(({ status }) => status !== 'ended');
  const waiting = services.find(({ status }) => status === 'pending');
  const form = useContractForm(createServiceOrder.body, {
    initial: { subscriberId: subscriber.id, subscriptionId: waiting?.id ?? '', address: subscriber.installationAddress ?? '' },
    submit: (body, call) => write(createServiceOrder, { body }, call, alsoChanges),
    done: ({ id }) => void navigate(`/service-orders/${id}`),
  });
  const chosen = services.find(({ id }) => id === form.values.subscriptionId);
  return (
    <FormDialog form={form} title="Order a visit" subtitle={`${subscriber.name}, ${subscriber.number}`} submit="Order the visit" onClose={onClose}>
      {services.length > 0 && (
        <SelectField
          label="Service (optional)" {...form.field('subscriptionId')} clearable placeholder="None in particular"
          options={services.map(({ id, offerName, status }) => ({ value: id, label: status === 'pending' ? `${offerName}, waits for its installation` : offerName }))}
        />
      )}
      {chosen?.status === 'pending' && (
        <Notice tone="info" title="This is its installation.">The equipment of the package is held for it, and the service runs once the order is completed.</Notice>
      )}
      <TextField label="What is to be done (optional)" {...form.field('notes')} rows={3} placeholder={chosen?.status === 'pending' ? 'For example: call before, the gate is locked' : 'For example: no light on the ONT since Monday'} />
      <TextField label="Where" {...form.field('address')} hint="Who comes and when is said on the order." />
    </FormDialog>
  );
}
