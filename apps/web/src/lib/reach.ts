/** Links that lead from a record to the person: a phone opens its own app for each. `phone` is E.164. */
export const callLink = (phone: string) => `tel:${phone}`;
export const smsLink = (phone: string) => `sms:${phone}`;
export const whatsAppLink = (phone: string) => `https://wa.me/${phone.replace(/\D/g, '')}`;
export const mailLink = (email: string) => `mailto:${email}`;

/** By which way somebody was reached; what was done is logged under it. */
export type Reach = 'call' | 'text' | 'email';

interface Place {
  latitude?: number | null;
  longitude?: number | null;
  address: string | null;
}

/**
 * The way there, in whatever maps this device has: to the pin where there is one, else to the address; undefined where
 * neither is known. A computer has no maps of its own and is sent to OpenStreetMap.
 */
export function directionsLink({ latitude, longitude, address }: Place, device = navigator.userAgent): string | undefined {
  const pin = typeof latitude === 'number' && typeof longitude === 'number' ? `${latitude},${longitude}` : null;
  const destination = pin ?? address;
  if (!destination) return undefined;
  const words = encodeURIComponent(destination);
  if (/Android/i.test(device)) return `geo:${pin ?? '0,0'}?q=${words}`;
  if (/iPhone|iPad/i.test(device)) return `maps:?daddr=${words}`;
  return pin
    ? `https://www.openstreetmap.org/directions?to=${words}#map=16/${latitude}/${longitude}`
    : `https://www.openstreetmap.org/search?query=${words}`;
}
