import { createSecureContext, TLSSocket } from 'node:tls';
import type { ConnectionOptions, SecureContextOptions } from 'node:tls';
import type { Socket } from 'node:net';
import { RouterProblem, routerName } from '../../ports/router.ts';
import type { RouterConnection } from '../../ports/router.ts';

/** The router showed another certificate than the pinned one, or none. */
export class WrongFingerprint extends Error {
  override name = 'WrongFingerprint';
}

/**
 * TLS options for a connection, undefined for plain TCP. `authorities` are PEM certificates that are trusted instead
 * of the usual ones. Throws RouterProblem `tls` for a pin that is not a SHA-256 fingerprint, or a mode that this
 * build of Node does not have.
 */
export function tlsOptions(
  connection: RouterConnection, authorities: readonly string[] | undefined,
): ConnectionOptions | undefined {
  const { tls, fingerprint } = connection;
  const name = routerName(connection);
  if (tls === 'off') return undefined;
  if (tls === 'pinned' && !/^[0-9a-f]{64}$/.test(plainHex(fingerprint ?? ''))) {
    throw new RouterProblem('tls', `${name} is pinned to "${fingerprint ?? ''}", which is not a SHA-256 fingerprint: `
      + 'expected 64 hexadecimal digits.', { permanent: true });
  }
  try {
    // A pinned certificate is mostly signed by itself, and an anonymous connection has none: nothing to authorize.
    const secureContext = createSecureContext(contextOptions(tls, authorities));
    return { rejectUnauthorized: tls === 'verify', secureContext };
  } catch (problem) {
    throw new RouterProblem('tls', `${name} cannot be reached with TLS mode "${tls}" from this server: `
      + `${(problem as Error).message}.`, { permanent: true, cause: problem });
  }
}

function contextOptions(
  tls: RouterConnection['tls'], authorities: readonly string[] | undefined,
): SecureContextOptions {
  // Only TLS up to 1.2 has anonymous suites, and OpenSSL allows them at security level 0 only.
  if (tls === 'anonymous') return { ciphers: 'ADH:@SECLEVEL=0', maxVersion: 'TLSv1.2' };
  return tls === 'verify' && authorities ? { ca: [...authorities] } : {};
}

/** Destroys a pinned connection whose certificate is another one, before the library can send the password. */
export function refuseOtherCertificates(socket: Socket, { tls, fingerprint }: RouterConnection): void {
  if (tls !== 'pinned' || !(socket instanceof TLSSocket)) return;
  const expected = plainHex(fingerprint ?? '');
  // Prepended: the library begins to log in from its own listener of the same event.
  socket.prependOnceListener('secureConnect', () => {
    const shown = plainHex(socket.getPeerCertificate().fingerprint256 ?? '');
    if (shown !== expected) {
      const message = `showed another certificate than the pinned one: its SHA-256 is ${shown || 'missing'}.`;
      socket.destroy(new WrongFingerprint(message));
    }
  });
}

function plainHex(fingerprint: string): string {
  return fingerprint.replaceAll(':', '').toLowerCase();
}
