import { TextField, useLocateButton } from '../../../ui/index.ts';
import type { LeadFormState } from './form-state.ts';

/** Where the service is wanted, in words; who stands there adds the pin with a press. */
export function PlaceField({ label, form }: { label: string; form: LeadFormState }) {
  const hasPin = form.values.latitude !== undefined && form.values.latitude !== '' && form.values.latitude !== null;
  const locating = useLocateButton(({ latitude, longitude }) => {
    form.set('latitude', String(latitude));
    form.set('longitude', String(longitude));
  });
  return <TextField label={label} {...form.field('location')} {...(hasPin ? { hint: 'With a pin on the map.' } : {})} {...locating} />;
}
