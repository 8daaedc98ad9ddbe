import type { DuplicateReason } from '@lastmile/contracts';

const having: Record<DuplicateReason, string> = {
  phone: 'this number', email: 'this email address', name: 'a similar name', address: 'this address', place: 'this place',
};

/** What a lead has in common with what is typed: “has this number and a similar name”. The place alone is worth no words beside an address. */
export function reasonsInWords(reasons: readonly DuplicateReason[]): string {
  const told = reasons.filter((reason) => reason !== 'place' || !reasons.includes('address')).map((reason) => having[reason]);
  return `has ${new Intl.ListFormat('en', { type: 'conjunction' }).format(told)}`;
}

/** The same as labels beside two leads. */
export const reasonLabels: Record<DuplicateReason, string> = {
  phone: 'Same phone', email: 'Same email', name: 'Similar name', address: 'Same address', place: 'Same place',
};
