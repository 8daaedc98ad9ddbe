import { sumAmounts } from '../../../lib/amount.ts';
import { FieldRow, Money, MoneyField } from '../../../ui/index.ts';
import styles from './agreed-fees.module.css';
import { textIn, type LeadFormState } from './form-state.ts';

/** What was agreed, and both together. */
export function AgreedFees({ form }: { form: LeadFormState }) {
  const installation = textIn(form.values, 'agreedInstallationFee');
  const monthly = textIn(form.values, 'agreedMonthlySubscription');
  return (
    <>
      <FieldRow>
        <MoneyField label="Agreed installation fee" {...form.field('agreedInstallationFee')} />
        <MoneyField label="Agreed subscription" monthly {...form.field('agreedMonthlySubscription')} />
      </FieldRow>
      {(installation || monthly) && (
        <p
          className={styles.total} role="status">Together <b><Money amount={sumAmounts(installation, monthly)} /></b>
          with the first month.</p
        >
      )}
    </>
  );
}
