import { RouterProblem } from '../../ports/router.ts';
import type { RouterConnection, RouterProblemDetails } from '../../ports/router.ts';
import { FatalReply } from './library-patch.ts';
import { NotTheApi } from './reply-decoder.ts';
import { WrongFingerprint } from './tls-mode.ts';

/** How far a connection had come. */
export type Phase = 'connecting' | 'securing' | 'logging in' | 'talking';

/** What the router answered to a command it refused. */
export interface TrapReply {
  message: string;
  category: string | undefined;
}

/** A refused command as a problem. Only wordings seen in captures are told apart; all others are plain traps. */
export function trapProblem(router: string, { message, category }: TrapReply): RouterProblem {
  const details = { permanent: true, category };
  const said = `It said: "${message}".`;
  if (/not enough permissions/i.test(message)) {
    return new RouterProblem('permission', `${router} does not let its user do this. ${said}`, details);
  }
  if (/^(ambiguous value of|input does not match any value of) profile/i.test(message)) {
    return new RouterProblem('ambiguous_profile', `${router} could not tell which profile is meant. ${said}`, details);
  }
  return new RouterProblem('trap', `${router} refused the command. ${said}`, details);
}

/** Why a connection is over, worded for people. `error` is what its socket ended with, if anything. */
export function deathProblem(
  router: string, tls: RouterConnection['tls'], phase: Phase, error: NodeJS.ErrnoException | null,
  outcome: 'not_done' | 'unknown',
): RouterProblem {
  const problem = (
    kind: 'unreachable' | 'timeout' | 'tls', message: string, more: RouterProblemDetails = {},
  ): RouterProblem => new RouterProblem(kind, `${router} ${message}`, { outcome, cause: error ?? undefined, ...more });

  if (error instanceof FatalReply) return problem('unreachable', `ended the connection. It said: "${error.message}".`);
  if (error instanceof WrongFingerprint) return problem('tls', error.message, { permanent: true });
  if (error instanceof NotTheApi) {
    return problem('unreachable', 'answered with something that is not the RouterOS API. Is this the port of its '
      + `${tls === 'off' ? 'api service (usually 8728)' : 'api-ssl service (usually 8729)'}?`);
  }
  const code = error?.code ?? '';
  if (code === 'ECONNREFUSED') {
    return problem('unreachable', 'refused the connection. Is it the right address, and is its API service on?');
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return problem('unreachable', 'was not found: unknown host name.');
  if (code === 'ETIMEDOUT') return problem('timeout', 'did not answer.');
  if (phase === 'securing' && code !== 'ECONNRESET' && error) {
    return problem('tls', `could not be reached securely: ${tlsReason(error)}`, { permanent: true });
  }
  if (phase === 'securing') {
    return problem('unreachable', 'closed the connection before it was secure. Is this its api-ssl port?');
  }
  if (code === 'ECONNRESET' || code === 'EPIPE' || !error) {
    return problem('unreachable', phase === 'talking'
      ? 'closed the connection instead of answering.'
      : `closed the connection while ${phase}.`);
  }
  return problem('unreachable', `cannot be reached: ${error.message}.`);
}

/** Nothing was said in time. */
export function timeoutProblem(
  router: string, phase: Phase, timeoutMs: number, outcome: 'not_done' | 'unknown',
): RouterProblem {
  return new RouterProblem('timeout', `${router} ${UNFINISHED[phase]} within ${timeoutMs / 1000} s.`, { outcome });
}

const UNFINISHED: Readonly<Record<Phase, string>> = {
  'connecting': 'did not answer',
  'securing': 'did not make the connection secure (is this its api-ssl port?)',
  'logging in': 'accepted the connection but did not finish the login',
  'talking': 'did not answer the command',
};

const TLS_REASONS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself. Pin its fingerprint instead.',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority that is not trusted here.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes from an authority that is not trusted here.',
  CERT_HAS_EXPIRED: 'its certificate has expired.',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet. Is the clock right?',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name or address.',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS on this port.',
};

function tlsReason(error: NodeJS.ErrnoException & { reason?: string }): string {
  const { code = '', reason, message } = error;
  // The name of this alert changes with the version of OpenSSL.
  if (code.includes('ALERT_HANDSHAKE_FAILURE')) {
    return 'it found no encryption in common. An api-ssl service without a certificate takes anonymous connections '
      + 'only, one with a certificate never does.';
  }
  return TLS_REASONS[code] ?? `${reason ?? (message || code)}.`;
}
