import type { ConversionPlan } from '@lastmile/contracts';
import { Anchor, Notice, NoticeAction } from '../../ui/index.ts';

const matches = { phone: 'the same phone number', email: 'the same email address', name: 'the same name' };
/** These are said at their own field. */
const atFields = new Set(['username_taken', 'no_profile', 'ip_address_taken', 'pool_is_full', 'router_unreachable']);

/** What is in the way of converting. */
export function Blockers({ plan }: { plan: ConversionPlan }) {
  return plan.blockers
    .filter(({ code }) => !atFields.has(code))
    .map(({ code, message }) => (
      <Notice key={code} tone="error">
        {message}
      </Notice>
    ));
}

interface DuplicatesProps {
  plan: ConversionPlan;
  /** Whom the service goes to where nobody new is made. */
  linkedId: string | null;
  onLink: (subscriberId: string | null) => void;
}

/** Subscribers who may be the same person: a warning, because two of one family can share a phone; and the way to give the service to one of them. */
export function Duplicates({ plan, linkedId, onLink }: DuplicatesProps) {
  const linked = plan.duplicates.find(({ id }) => id === linkedId);
  if (linkedId) {
    return (
      <Notice tone="info" title={`${linked?.title ?? 'An existing subscriber'} gets the service.`} action={<NoticeAction onClick={() => onLink(null)}>Make a new one</NoticeAction>}>
        {linked?.number} Nobody new is made; their data stays as it is.
      </Notice>
    );
  }
  return plan.duplicates.map(({ id, title, number, matches: by }) => (
    <Notice
      key={id} tone="warning" title={`A subscriber has ${matches[by]}.`}
      action={<NoticeAction onClick={() => onLink(id)}>Give it to them</NoticeAction>}
    >
      {title}, {number}.{' '}
      <Anchor href={`/subscribers/${id}`} target="_blank" rel="noopener" c="inherit" td="underline">
        Compare
      </Anchor>
    </Notice>
  ));
}
