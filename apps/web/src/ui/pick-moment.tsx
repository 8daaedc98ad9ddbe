import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { calendarDay } from '../lib/format.ts';
import { useLocale } from '../lib/locale.tsx';
import { useNow } from '../lib/now.ts';
import { addDays, instantAt } from '../lib/zoned-time.ts';
import { Button } from './button.tsx';
import styles from './pick-moment.module.css';

interface Props {
  /** What the button does: “Save the call”. */
  confirm: string;
  onPick: (at: string) => void;
  isRunning?: boolean;
}

/** A day, and an hour where it matters, in the device's own pickers. Gives an instant, or the date alone. */
export function PickMoment({ confirm, onPick, isRunning = false }: Props) {
  const { timezone } = useLocale();
  const today = calendarDay(useNow(), timezone);
  const [day, setDay] = useState(addDays(today, 1));
  const [time, setTime] = useState('');
  const isPast = day < today;
  return (
    <div className={styles.pick}>
      <TextInput
        type="date"
        label="Day"
        value={day}
        min={today}
        required
        withAsterisk={false}
        data-autofocus
        error={day === '' ? 'Choose a day.' : isPast ? 'Choose today or a later day.' : undefined}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <TextInput
        type="time"
        label="Time, if it matters"
        value={time}
        onChange={(event) => setTime(event.currentTarget.value)}
      />
      <Button
        look="primary"
        loading={isRunning}
        disabled={day === '' || isPast}
        onClick={() => onPick(time ? instantAt(day, time, timezone) : day)}
      >
        {confirm}
      </Button>
    </div>
  );
}
