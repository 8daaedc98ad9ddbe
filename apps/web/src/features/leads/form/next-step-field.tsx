import { useState } from 'react';
import { calendarDay } from '../../../lib/format.ts';
import { useLocale } from '../../../lib/locale.tsx';
import { useNow } from '../../../lib/now.ts';
import { addDays, hourAt, instantAt } from '../../../lib/zoned-time.ts';
import { MomentField, TextField } from '../../../ui/index.ts';
import styles from './next-step-field.module.css';
import { textIn, type LeadFormState } from './form-state.ts';
import { ToggleChips } from './toggle-chips.tsx';

/** After this hour a call “today” has no hour any more. */
const lastHour = 16;

/** What is done next with a new lead: one press for what people mostly do. */
export function NextStepField({ label, form }: { label: string; form: LeadFormState }) {
  const { timezone } = useLocale();
  const now = useNow();
  const [picking, setPicking] = useState(false);
  const today = calendarDay(now, timezone);
  const tomorrow = addDays(today, 1);
  const later = hourAt(now, timezone) < lastHour ? instantAt(today, '17:00', timezone) : today;
  const steps = [
    { value: 'call-today', label: 'Call today', note: 'Call', at: later },
    { value: 'call-tomorrow', label: 'Call tomorrow', note: 'Call', at: instantAt(tomorrow, '09:00', timezone) },
    { value: 'visit', label: 'Visit tomorrow', note: 'Visit', at: tomorrow },
  ];
  const [at, note] = [textIn(form.values, 'followUpAt'), textIn(form.values, 'followUpNote')];
  const chosen = steps.find((step) => step.at === at && step.note === note)?.value ?? (picking ? 'another' : null);

  const choose = (value: string | null) => {
    const step = steps.find((one) => one.value === value);
    setPicking(value === 'another');
    form.set('followUpAt', step?.at ?? '');
    form.set('followUpNote', step?.note ?? '');
  };
  return (
    <div className={styles.step}>
      <ToggleChips
        label={label} value={picking ? 'another' : chosen} onChange={choose}
        options={[...steps.map(({ value, label }) => ({ value, label })), { value: 'another', label: 'Another day' }]}
      />
      {picking && <MomentField label="Day" {...form.field('followUpAt')} />}
      {picking && <TextField label="What is to be done" {...form.field('followUpNote')} />}
    </div>
  );
}
