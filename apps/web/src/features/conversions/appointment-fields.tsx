import { useState } from 'react';
import { calendarDay } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { useNow } from '../../lib/now.ts';
import { usePeople } from '../../lib/use-people.ts';
import { addDays, instantAt } from '../../lib/zoned-time.ts';
import { Notice, SelectField, Switch, TextField } from '../../ui/index.ts';
import styles from './appointment-fields.module.css';
import type { ConvertForm } from './use-convert-form.ts';

interface Planned { day: string; from: string; to: string; technicianId: string }

/** Who installs it and when, where that is agreed already; else the service order waits to be scheduled. */
export function AppointmentFields({ form, notice }: { form: ConvertForm['form']; /** What should be known of it. */ notice: string | undefined }) {
  const { timezone } = useLocale();
  const now = useNow();
  const people = usePeople();
  const [planned, setPlanned] = useState<Planned | null>(null);
  const change = (next: Planned | null) => {
    setPlanned(next);
    form.set('appointment', next && {
      from: next.day && next.from ? instantAt(next.day, next.from, timezone) : '',
      to: next.day && next.to ? instantAt(next.day, next.to, timezone) : '',
      ...(next.technicianId ? { technicianId: next.technicianId } : {}),
    });
  };
  const field = (name: keyof Planned, error?: string) => ({
    name: `appointment.${name}`, value: planned?.[name] ?? '', required: true, maxLength: undefined, error,
    onChange: (value: unknown) => change({ ...planned!, [name]: String(value ?? '') }),
  });
  return (
    <div className={styles.card}>
      <Switch
        className={styles.switch!}
        label="Schedule the installation"
        labelPosition="left"
        checked={planned !== null}
        onChange={(event) =>
          change(event.currentTarget.checked ? { day: addDays(calendarDay(now, timezone), 1), from: '09:00', to: '11:00', technicianId: '' } : null)}
      />
      {planned && (
        <div className={styles.fields}>
          <TextField label="Day" type="date" {...field('day')} />
          <SelectField
            label="Installer" {...field('technicianId', form.errors['appointment.technicianId'])} required={false} options={people.options} searchable
            placeholder="Nobody yet" nothingFound="Nobody is called so."
          />
          <TextField label="From" type="time" {...field('from', form.errors['appointment.from'])} />
          <TextField label="Until" type="time" {...field('to', form.errors['appointment.to'])} />
        </div>
      )}
      {planned && notice && <Notice tone="warning" announced>{notice}</Notice>}
    </div>
  );
}
