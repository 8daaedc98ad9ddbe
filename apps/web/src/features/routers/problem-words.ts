import type { checkRouter, Output } from '@lastmile/contracts';

type Kind = NonNullable<Output<typeof checkRouter>['problem']>['kind'];

const words: Record<Kind, { title: string; advice: string }> = {
  unreachable: {
    title: 'The router cannot be reached.',
    advice: 'Look at host and port, at whether its API is switched on, and whether its firewall lets us in.',
  },
  timeout: { title: 'The router took too long.', advice: 'Check the line to it, or give it a longer timeout.' },
  tls: {
    title: 'The encrypted connection failed.',
    advice: 'Choose the connection that the router offers. A new certificate has a new fingerprint.',
  },
  auth: { title: 'The router refused the user.', advice: 'Write user and password again as they are on the router.' },
  permission: {
    title: 'The user may do too little.', advice: 'Its group on the router needs read, write, api and test.',
  },
  trap: { title: 'The router refused a command.', advice: 'Its version may lack what Lastmile asked for.' },
  conflict: { title: 'Something of that name exists on the router.', advice: 'Look at it there before trying again.' },
  ambiguous_profile: { title: 'Two profiles have the same name.', advice: 'Rename one of them on the router.' },
  verify: { title: 'The router did not keep what it was told.', advice: 'Look at its log before trying again.' },
};

/** What went wrong with a router, in words, and what to do about it. */
export function problemWords(kind: Kind | undefined): { title: string; advice: string } {
  return kind ? words[kind] : { title: 'The router did not answer as expected.', advice: 'Try again in a moment.' };
}
