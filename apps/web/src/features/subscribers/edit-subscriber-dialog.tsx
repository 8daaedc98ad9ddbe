import { updateSubscriber, type Subscriber } from '@lastmile/contracts';
import { useWrite } from '../../lib/use-write.ts';
import { FieldRow, FormDialog, Notice, PointField, TextField, useRecordForm } from '../../ui/index.ts';
import { alsoChanges } from './router-user-words.ts';

const labels = {
  name: 'Name', companyName: 'Company', phone: 'Phone', email: 'Email', billingEmail: 'Billing email', installationAddress: 'Installed at', unitNumber: 'Unit', street: 'Street',
  location: 'Area', city: 'City', zipCode: 'ZIP code', latitude: 'Latitude', longitude: 'Longitude',
} as const;
type Field = keyof typeof labels;
const fields = Object.keys(labels) as Field[];

/** How a subscriber is reached, and where the service is. */
export function EditSubscriberDialog({ subscriber, onClose }: { subscriber: Subscriber; onClose: () => void }) {
  const write = useWrite();
  const form = useRecordForm(updateSubscriber.body, {
    record: subscriber,
    values: (one) => Object.fromEntries(fields.map((field) => [field, one[field]])),
    submit: (body, call) => write(updateSubscriber, { params: { id: subscriber.id }, body }, call, [...alsoChanges, 'service-orders']),
    done: onClose,
  });
  const { latitude, longitude } = form.values;
  const point = typeof latitude === 'number' && typeof longitude === 'number' ? { latitude, longitude } : latitude ?? undefined;
  const address = form.field('installationAddress');
  const moves = (address.value ?? '') !== (subscriber.installationAddress ?? '');
  return (
    <FormDialog form={form} title="Change the details" subtitle={`${subscriber.name}, ${subscriber.number}`} submit="Save the details" onClose={onClose} width={560} labels={labels}>
      <FieldRow>
        <TextField label="Name" {...form.field('name')} />
        <TextField label="Company" {...form.field('companyName')} />
      </FieldRow>
      <FieldRow>
        <TextField label="Phone" {...form.field('phone')} inputMode="tel" />
        <TextField label="Email" {...form.field('email')} inputMode="email" />
      </FieldRow>
      <TextField label="Billing email" {...form.field('billingEmail')} inputMode="email" hint="Where it is not the same" />
      <TextField label="Installed at" {...address} />
      {moves && (
        <Notice tone="info" title="The service moves.">
          Service orders that are still to be done there go to the new address. Set the pin too: directions follow it. Nothing changes on the router.
        </Notice>
      )}
      <PointField
        label="Pin on the map" {...form.field('latitude')} value={point} error={form.errors.latitude ?? form.errors.longitude}
        onChange={(value) => {
          const found = value as { latitude: number; longitude: number } | string | undefined;
          form.set('latitude', typeof found === 'object' ? found.latitude : found);
          form.set('longitude', typeof found === 'object' ? found.longitude : found);
        }}
      />
      <FieldRow>
        <TextField label="Unit" {...form.field('unitNumber')} />
        <TextField label="Street" {...form.field('street')} />
      </FieldRow>
      <FieldRow>
        <TextField label="Area" {...form.field('location')} />
        <TextField label="City" {...form.field('city')} />
      </FieldRow>
      <TextField label="ZIP code" {...form.field('zipCode')} />
    </FormDialog>
  );
}
