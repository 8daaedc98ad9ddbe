import type { ConversionPlan } from '@lastmile/contracts';
import { Anchor, Notice } from '../../ui/index.ts';

const matches = { phone: 'the same phone number', email: 'the same email address', name: 'the same name' };
/** These are said at their own field. */
const atFields = new Set(['username_taken', 'no_profile']);

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

/** Subscribers who may be the same person: a warning, because two of one family can share a phone. */
export function Duplicates({ plan }: { plan: ConversionPlan }) {
  return plan.duplicates.map(({ id, title, number, matches: by }) => (
    <Notice key={id} tone="warning" title={`A subscriber has ${matches[by]}.`}>
      {title}, {number}.{' '}
      <Anchor href={`/subscribers/${id}`} target="_blank" rel="noopener" c="inherit" td="underline">
        Compare
      </Anchor>
    </Notice>
  ));
}
