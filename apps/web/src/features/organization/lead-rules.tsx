import { Section, TextField, type FieldProps } from '../../ui/index.ts';
import styles from './organization.module.css';

interface Props {
  field: (name: 'captureWindowMinutes' | 'purgeDeletedAfterDays') => FieldProps;
  disabled: boolean;
}

/** What holds for all leads, whichever pipeline they are in. */
export function LeadRules({ field, disabled }: Props) {
  return (
    <Section title="Leads">
      <div className={styles.fields}>
        <TextField
          label="Captures join for, minutes" inputMode="numeric" disabled={disabled} {...field('captureWindowMinutes')}
          hint="What other systems report of the same company, phone or email within this time becomes one lead, as long as nobody has worked on it yet."
        />
        <TextField
          label="Purge deleted leads after, days (optional)" inputMode="numeric" placeholder="Never" disabled={disabled}
          {...field('purgeDeletedAfterDays')}
          hint="Empty: a deleted lead can be brought back for ever. With a number it goes for good that many days after it was deleted."
        />
      </div>
    </Section>
  );
}
