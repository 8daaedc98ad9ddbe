import { createLeadSource, sourceCodeFor, updateLeadSource, type LeadSource } from '@lastmile/contracts';
import { useState } from 'react';
import { useWrite } from '../../lib/use-write.ts';
import { FormDialog, TextField, useContractForm, useRecordForm } from '../../ui/index.ts';

/** Adds a source; its code follows the name until somebody writes one. */
export function AddSourceDialog({ sources, onClose }: { sources: readonly LeadSource[]; onClose: () => void }) {
  const write = useWrite();
  const [ownCode, setOwnCode] = useState(false);
  const form = useContractForm(createLeadSource.body, {
    submit: (body, call) => write(createLeadSource, { body }, call),
    done: onClose,
  });
  const [name, code] = [form.field('name'), form.field('code')];
  return (
    <FormDialog form={form} title="Add source" submit="Add source" onClose={onClose} width={420}>
      <TextField
        label="Name" placeholder="For example: Estate manager" {...name}
        onChange={(typed) => {
          name.onChange(typed);
          if (!ownCode) code.onChange(String(typed).trim() ? sourceCodeFor(String(typed), sources.map((one) => one.code)) : '');
        }}
      />
      <TextField
        label="Code" monospace hint="What integrations send. It cannot be changed later." {...code}
        onChange={(typed) => {
          setOwnCode(typed !== '');
          code.onChange(typed);
        }}
      />
    </FormDialog>
  );
}

export function RenameSourceDialog({ source, onClose }: { source: LeadSource; onClose: () => void }) {
  const write = useWrite();
  const form = useRecordForm(updateLeadSource.body, {
    record: source,
    values: ({ name }) => ({ name }),
    submit: (body, call) => write(updateLeadSource, { params: { id: source.id }, body }, call),
    done: onClose,
  });
  return (
    <FormDialog
      form={form} title={`Rename ${source.name}`} subtitle={`Its code stays ${source.code}.`} submit="Rename source"
      onClose={onClose}
      labels={{ name: 'Name' }} width={420}
    >
      <TextField label="Name" {...form.field('name')} />
    </FormDialog>
  );
}
