import { useState } from 'react';
import { Button } from '../button.tsx';
import { ResponsiveDialog } from '../dialog.tsx';
import { TextField } from './fields.tsx';
import { FieldRow } from './form-dialog.tsx';

export interface DateRange { from: string | null; to: string | null }

interface Props {
  title: string;
  range: DateRange;
  /** What the filled button does: “Show quotes”. */
  submit: string;
  /** Both days have to be there; otherwise one side may stay open. */
  closed?: boolean;
  onChange: (range: DateRange) => void;
  onClose: () => void;
}

/** From one day to another, both included. */
export function DatesDialog({ title, range, submit, closed = false, onChange, onClose }: Props) {
  const [days, setDays] = useState({ from: range.from ?? '', to: range.to ?? '' });
  const [complaint, setComplaint] = useState<{ from?: string; to?: string }>({});
  const field = (name: 'from' | 'to') => ({
    name, type: 'date' as const, required: closed, maxLength: undefined, error: complaint[name], value: days[name],
    onChange: (value: unknown) => {
      setComplaint({});
      setDays((before) => ({ ...before, [name]: String(value) }));
    },
  });
  const choose = () => {
    if (closed && !days.from) return setComplaint({ from: 'Choose the first day.' });
    if (closed && !days.to) return setComplaint({ to: 'Choose the last day.' });
    if (days.from && days.to && days.to < days.from) return setComplaint({ to: 'This is before the first day.' });
    onChange({ from: days.from || null, to: days.to || null });
    onClose();
  };
  return (
    <ResponsiveDialog
      opened onClose={onClose} title={title} width={440} footer={(
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" onClick={choose}>{submit}</Button>
        </>
      )}
    >
      <FieldRow>
        <TextField label="From" {...field('from')} />
        <TextField label="To" {...field('to')} />
      </FieldRow>
    </ResponsiveDialog>
  );
}
