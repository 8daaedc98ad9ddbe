import { TextInput } from '@mantine/core';
import { calendarDay, formatTime, isDate } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { instantAt } from '../../lib/zoned-time.ts';
import { FieldRow } from './form-dialog.tsx';
import type { FieldProps } from './use-contract-form.ts';

interface Props extends FieldProps {
  /** What the day is for: “Next step on”. */
  label: string;
}

/**
 * A day, and an hour where it matters, in the device’s own pickers. Holds an instant, or the date alone, or nothing.
 */
export function MomentField({ label, name, value, onChange, error }: Props) {
  const { timezone } = useLocale();
  const at = typeof value === 'string' ? value : '';
  const day = at && calendarDay(at, timezone);
  const time = at && !isDate(at) ? formatTime(at, timezone) : '';
  const put = (date: string, hour: string) => onChange(date && hour ? instantAt(date, hour, timezone) : date);
  return (
    <FieldRow>
      <TextInput
        type="date" label={label} name={name} value={day} {...(error ? { error } : {})}
        onChange={(event) => put(event.currentTarget.value, time)}
      />
      <TextInput
        type="time" label="Time, if it matters" name={`${name}-time`} value={time} disabled={!day}
        onChange={(event) => put(day, event.currentTarget.value)}
      />
    </FieldRow>
  );
}
