import { weekdays } from '../../lib/business-hours.ts';
import { ChipsField, FieldRow, TextField, type FieldProps } from '../../ui/index.ts';
import styles from './organization.module.css';

interface Props {
  days: FieldProps;
  from: FieldProps;
  to: FieldProps;
  disabled: boolean;
}

/** The days people work, and from when to when. */
export function BusinessHoursFields({ days, from, to, disabled }: Props) {
  return (
    <div className={styles.fields}>
      <ChipsField label="Working days" choices={weekdays} disabled={disabled} {...days} />
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
