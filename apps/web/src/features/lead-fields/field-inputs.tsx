import type { ReactNode } from 'react';
import type { LeadField } from '@lastmile/contracts';
import { RadioField, SelectField, SwitchField, TextField, type FieldProps } from '../../ui/index.ts';
import { fieldTypeOptions } from './field-types.ts';
import { OptionsEditor } from './options-editor.tsx';
import { PipelinesField } from './pipelines-field.tsx';

type Name = 'label' | 'type' | 'category' | 'isRequired' | 'isVisible' | 'pipelineIds' | 'options';

export const fieldLabels: Record<Name, string> = {
  label: 'Label', type: 'Type', category: 'Category', isRequired: 'Required', isVisible: 'Visible', pipelineIds: 'Pipelines', options: 'Choices',
};

const categories = [
  { value: 'main', label: 'Main', hint: 'Asked for at once, with name and phone.' },
  { value: 'additional', label: 'Additional', hint: 'Folded away until somebody wants it. A required field is never folded.' },
] as const;

const typeHints: Partial<Record<LeadField['type'], string>> = {
  phone: 'Understood as people write it, kept as +254 712 555 014.',
  date: 'A day, without an hour.',
  geo: 'Latitude and longitude, or where one stands.',
};

interface Props {
  form: { field: (name: Name) => FieldProps; values: Readonly<Record<string, unknown>> };
  /** The field is one of Lastmile’s own, whose type and choices stay. */
  isStandard: boolean;
  /** Nobody can be asked for it. */
  neverAsked?: boolean;
  /** What a change of type or choices means for what leads hold. */
  consequence?: ReactNode;
}

/** What can be said of a field, the same for a new one and one that changes. */
export function FieldInputs({ form: { field, values }, isStandard, neverAsked = false, consequence }: Props) {
  const type = values.type as LeadField['type'];
  return (
    <>
      <TextField label={fieldLabels.label} placeholder="For example: Building name" {...field('label')} />
      {!isStandard && (
        <SelectField label={fieldLabels.type} options={fieldTypeOptions} hint={typeHints[type]} {...field('type')} />
      )}
      {!isStandard && type === 'select' && <OptionsEditor {...field('options')} />}
      {consequence}
      {!neverAsked && <RadioField label={fieldLabels.category} {...field('category')} options={categories} />}
      <PipelinesField {...field('pipelineIds')} />
      {!neverAsked && (
        <SwitchField
          label="Required" hint="A lead cannot be saved without it; older leads are asked when somebody changes it."
          {...field('isRequired')}
        />
      )}
    </>
  );
}
