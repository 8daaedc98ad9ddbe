import { useId } from 'react';
import { weekdays } from '../../lib/business-hours.ts';
import { FieldRow, FilterChip, TextField, type FieldProps } from '../../ui/index.ts';
import styles from './organization.module.css';

interface Props {
  days: FieldProps;
  from: FieldProps;
  to: FieldProps;
  disabled: boolean;
}

/** The days people work, and from when to when. */
export function BusinessHoursFields({ days, from, to, disabled }: Props) {
  const id = useId();
  const chosen = (days.value ?? []) as readonly number[];
  const toggle = (day: number) => days.onChange(
    chosen.includes(day) ? chosen.filter((one) => one !== day) : [...chosen, day].toSorted((a, b) => a - b));
  return (
    <div className={styles.fields}>
      <div role="group" aria-labelledby={id}>
        <span id={id} className={styles.label}>Working days</span>
        <div className={styles.days}>
          {weekdays.map(({ value, short, name }) => (
            <FilterChip
              key={value} label={short} title={name} active={chosen.includes(value)} aria-pressed={chosen.includes(value)}
              disabled={disabled} onClick={() => toggle(value)}
            />
          ))}
        </div>
        {days.error && <span className={styles.complaint} role="alert">{days.error}</span>}
      </div>
      <FieldRow>
        <TextField label="Day begins" type="time" disabled={disabled} {...from} />
        <TextField
          label="Day ends" type="time" disabled={disabled} {...to} value={to.value === '24:00' ? '00:00' : to.value}
          onChange={(time) => to.onChange(time === '00:00' ? '24:00' : time)} hint="In the organization’s time zone."
        />
      </FieldRow>
    </div>
  );
}
