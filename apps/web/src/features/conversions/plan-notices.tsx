import type { ConversionPlan } from '@lastmile/contracts';
import { formatMoney } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { Anchor, Notice } from '../../ui/index.ts';
import { planDifferences } from './plan-differences.ts';

interface Props {
  plan: ConversionPlan | undefined;
  /** The plan that was looked at when the world changed. */
  outdated: ConversionPlan | null;
}

const matches = { phone: 'the same phone number', email: 'the same email address', name: 'the same name' };
/** These are said at their own field. */
const atFields = new Set(['username_taken', 'no_profile']);

/** What has to be known before converting: what changed, what is in the way, and who may be the same person. */
export function PlanNotices({ plan, outdated }: Props) {
  const { currency, locale } = useLocale();
  if (!plan) return null;
  const changed = outdated && outdated.planHash !== plan.planHash
    ? planDifferences(outdated, plan, (amount) => formatMoney(amount, currency, locale)) : [];
  return (
    <>
      {changed.length > 0 && (
        <Notice tone="warning" title="Something changed since you looked." announced>
          {changed.join(' ')} Press Convert again if that is right.
        </Notice>
      )}
      {plan.blockers.filter(({ code }) => !atFields.has(code)).map(({ code, message }) => <Notice key={code} tone="error">{message}</Notice>)}
      {plan.duplicates.map(({ id, title, number, matches: by }) => (
        <Notice key={id} tone="warning" title={`A subscriber has ${matches[by]}.`}>
          {title}, {number}. <Anchor href={`/subscribers/${id}`} target="_blank" rel="noopener" c="inherit" td="underline">Compare</Anchor>
        </Notice>
      ))}
    </>
  );
}
