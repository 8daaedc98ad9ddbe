import type { Quote, QuoteStatus } from '@lastmile/contracts';
import { quantityWords } from '../../lib/format.ts';
import { Badge } from '../../ui/index.ts';

export const statuses: Record<QuoteStatus, { label: string; color: string }> = {
  draft: { label: 'New', color: 'gray' },
  sent: { label: 'Sent', color: 'blue' },
  on_review: { label: 'On review', color: 'amber' },
  accepted: { label: 'Accepted', color: 'green' },
  denied: { label: 'Declined', color: 'red' },
  expired: { label: 'Expired', color: 'gray' },
  superseded: { label: 'Replaced', color: 'gray' },
};

/** A quote's state as a word on its colour. */
export function QuoteBadge({ status }: { status: QuoteStatus }) {
  return <Badge color={statuses[status].color}>{statuses[status].label}</Badge>;
}

/** `2026000042`, and `2026000042 R2` where it was revised. */
export const labelOf = ({ number, revision }: Pick<Quote, 'number' | 'revision'>): string => (revision > 1 ? `${number} R${revision}` : number);

export const confirmations: Record<NonNullable<Quote['decision']>['confirmedBy'], string> = {
  email_code: 'With a code sent by email', sms_code: 'With a code sent by text', recorded: 'Recorded by hand',
};

export const channelNames = { email: 'Email', sms: 'Text' } as const;

export const deliveryStates: Record<Quote['deliveries'][number]['state'], { label: string; color: string }> = {
  queued: { label: 'Waiting', color: 'gray' }, sent: { label: 'Sent', color: 'blue' }, delivered: { label: 'Delivered', color: 'green' },
  failed: { label: 'Failed', color: 'red' }, cancelled: { label: 'Held back', color: 'gray' },
};

/** What stands below a line that is there to be chosen: “Choice 2, optional”. */
export function choiceWords({ alternative, optional }: { alternative: number | null; optional: boolean }): string | null {
  return [alternative === null ? null : `Choice ${alternative}`, optional ? (alternative === null ? 'Optional' : 'optional') : null].filter(Boolean).join(', ') || null;
}

/** `1 MikroTik hAP ax², 50 metre Drop cable`. */
export const heldWords = (held: Quote['heldStock']): string => held.map(({ itemName, quantity, unit }) => `${quantityWords(quantity, unit)} ${itemName}`).join(', ');
