import { IconCurrentLocation } from '@tabler/icons-react';
import { useState } from 'react';
import { IconButton, showToast, TextField } from '../../../ui/index.ts';
import type { LeadFormState } from './form-state.ts';

/** Degrees with five decimals are a metre. */
const decimals = 5;

/** Where the service is wanted, in words; who stands there adds the pin with a press. */
export function PlaceField({ form }: { form: LeadFormState }) {
  const [locating, setLocating] = useState(false);
  // Browsers tell the position only to pages that were fetched safely.
  const canLocate = window.isSecureContext && 'geolocation' in navigator;
  const hasPin = form.values.latitude !== undefined && form.values.latitude !== '' && form.values.latitude !== null;

  const locate = () => {
    setLocating(true);
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      form.set('latitude', coords.latitude.toFixed(decimals));
      form.set('longitude', coords.longitude.toFixed(decimals));
      setLocating(false);
    }, () => {
      setLocating(false);
      showToast({ tone: 'warning', title: 'This device did not say where it is.', text: 'Write the place in words.' });
    }, { enableHighAccuracy: true, timeout: 15_000 });
  };

  return (
    <TextField
      label="Place" {...form.field('location')} {...(hasPin ? { hint: 'With a pin on the map.' } : {})}
      {...(canLocate ? {
        end: (
          <IconButton label="Use my location" onClick={locate} loading={locating}>
            <IconCurrentLocation size={18} stroke={1.75} aria-hidden />
          </IconButton>
        ),
        endWidth: 44,
      } : {})}
    />
  );
}
