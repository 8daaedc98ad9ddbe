import { sumAmounts } from '../../../lib/amount.ts';
import { Money } from '../../../ui/index.ts';
import styles from './agreed-total.module.css';
import { textIn, type LeadFormState } from './form-state.ts';

/** S1-3.1-h: what was agreed once and for the first month, together. */
export function AgreedTotal({ form }: { form: LeadFormState }) {
  const installation = textIn(form.values, 'agreedInstallationFee');
  const monthly = textIn(form.values, 'agreedMonthlySubscription');
  if (!installation && !monthly) return null;
  return (
    <p className={styles.total} role="status">
      Together <b><Money amount={sumAmounts(installation, monthly)} /></b> with the first month.
    </p>
  );
}
