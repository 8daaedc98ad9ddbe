import type { Router } from '@lastmile/contracts';

type Tls = Router['tls'];

/** In a list. */
export const tlsNames: Record<Tls, string> = {
  off: 'Not encrypted',
  verify: 'TLS, verified',
  pinned: 'TLS, pinned',
  anonymous: 'TLS, no certificate',
};

/** In a form, with what each means for who chooses. */
export const tlsOptions: readonly { value: Tls; label: string; hint: string }[] = [
  {
    value: 'verify', label: 'Encrypted, certificate checked',
    hint: 'The router has a certificate for its name from an authority that this server trusts.',
  },
  {
    value: 'pinned', label: 'Encrypted, this certificate only',
    hint: 'For a certificate the router made itself: it is known by its fingerprint.',
  },
  {
    value: 'anonymous', label: 'Encrypted, no certificate',
    hint: 'RouterOS’s api-ssl without a certificate. Nobody can listen, but nobody proves to be your router either.',
  },
  {
    value: 'off', label: 'Not encrypted',
    hint: 'The plain API service. The password can be read on the way: only inside a network you trust.',
  },
];

/** RouterOS's own ports: 8728 for its API, 8729 for the same over TLS. */
export function usualPort(tls: unknown): number {
  return tls === 'off' ? 8728 : 8729;
}
