import { useState } from 'react';
import {
  createLeadField, NewLeadField, standardLeadField, standardLeadFieldNames, type LeadField, type StandardLeadFieldName,
} from '@lastmile/contracts';
import { useWrite } from '../../lib/use-write.ts';
import { FormDialog, RadioField, SelectField, showToast, useContractForm } from '../../ui/index.ts';
import { FieldInputs } from './field-inputs.tsx';

type Kind = 'own' | 'standard';

const kinds = [
  { value: 'own', label: 'A field of your own', hint: 'Referrer, building name, apartment number: whatever you need to know.' },
  { value: 'standard', label: 'Another of Lastmile’s', hint: 'Company, current provider, priority: already on every lead, so far behind “More”.' },
] as const;

/** Adds a field at the end of the list. */
export function AddFieldDialog({ listed, onClose }: { listed: readonly LeadField[]; onClose: () => void }) {
  const write = useWrite();
  const [kind, setKind] = useState<Kind>('own');
  const isStandard = kind === 'standard';
  const unlisted = standardLeadFieldNames.filter((name) => !listed.some((field) => field.name === name));
  const form = useContractForm(NewLeadField, {
    initial: { type: 'text', category: 'additional' },
    submit: ({ name, type, options, ...body }, call) => write(createLeadField, {
      body: isStandard ? { ...body, ...(name ? { name } : {}) } : { ...body, ...(type ? { type } : {}), ...(type === 'select' && options ? { options } : {}) },
    }, call, ['leads']),
    done: (field) => {
      showToast({ title: `${field.label} is on the form now.` });
      onClose();
    },
  });
  const choose = (name: unknown) => {
    form.set('name', name);
    form.set('label', standardLeadField(String(name))?.label ?? '');
  };
  const chosen = form.values.name as StandardLeadFieldName | undefined;
  return (
    <FormDialog form={form} title="Add field" submit="Add field" onClose={onClose}>
      {unlisted.length > 0 && (
        <RadioField
          label="What is it" hideLabel value={kind} options={kinds}
          onChange={(value) => {
            setKind(value);
            choose('');
          }}
        />
      )}
      {isStandard && (
        <SelectField
          label="Field" searchable placeholder="Choose a field" nothingFound="No field of that name." {...form.field('name')} onChange={choose}
          options={unlisted.map((name) => ({ value: name, label: standardLeadField(name)!.label }))}
        />
      )}
      {(!isStandard || chosen) && <FieldInputs form={form} isStandard={isStandard} neverAsked={chosen === 'createdAt'} />}
    </FormDialog>
  );
}
