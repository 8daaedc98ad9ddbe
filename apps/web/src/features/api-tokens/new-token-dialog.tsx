import { useState } from 'react';
import { createApiToken, NewApiToken } from '@lastmile/contracts';
import { useWrite } from '../../lib/use-write.ts';
import { FormDialog, SelectField, TextField, useContractForm } from '../../ui/index.ts';
import { MadeToken } from './made-token.tsx';
import { ScopePicker } from './scope-picker.tsx';

const lives = [
  { value: 'never', label: 'Never' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
];

/** Makes a token, then shows it: this once and never again. */
export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const write = useWrite();
  const [token, setToken] = useState<string | null>(null);
  const [days, setDays] = useState('never');
  const form = useContractForm(NewApiToken, {
    initial: { scopes: [] },
    submit: (body, call) => {
      const ends = days === 'never' ? {} : { expiresAt: inDays(Number(days)) };
      return write(createApiToken, { body: { ...body, ...ends } }, call);
    },
    done: (made) => setToken(made.token),
  });

  if (token) return <MadeToken token={token} name={String(form.values.name)} onClose={onClose} />;
  return (
    <FormDialog form={form} title="Make API token" submit="Make token" onClose={onClose} width={560}>
      <TextField
        label="Name" placeholder="For example: Website form" hint="What uses it, to know later what revoking it stops."
        {...form.field('name')}
      />
      <SelectField
        label="Ends" name="days" value={days} options={lives} required={false} maxLength={undefined}
        error={form.errors.expiresAt}
        onChange={(chosen) => setDays(String(chosen))}
      />
      <ScopePicker
        value={form.values.scopes as string[]} onChange={(scopes) => form.set('scopes', scopes)}
        error={form.errors.scopes ?? Object.entries(form.errors).find(([field]) => field.startsWith('scopes'))?.[1]}
      />
    </FormDialog>
  );
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
