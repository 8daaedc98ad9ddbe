/** Links that lead from a record to the person: a phone opens its own app for each. `phone` is E.164. */
export const callLink = (phone: string) => `tel:${phone}`;
export const smsLink = (phone: string) => `sms:${phone}`;
export const whatsAppLink = (phone: string) => `https://wa.me/${phone.replace(/\D/g, '')}`;

interface Place {
  latitude?: number | null;
  longitude?: number | null;
  address: string | null;
}

/** The way there: to the pin where there is one, else to the address; undefined where neither is known. */
export function directionsLink({ latitude, longitude, address }: Place): string | undefined {
  const hasPin = typeof latitude === 'number' && typeof longitude === 'number';
  const destination = hasPin ? `${latitude},${longitude}` : address;
  return destination
    ? `https://www.google.com/maps/dir/?api=1&destination=${encodeURIComponent(destination)}`
    : undefined;
}
