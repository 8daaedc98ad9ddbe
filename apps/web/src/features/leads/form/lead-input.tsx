import type { StandardLeadFieldName } from '@lastmile/contracts';
import { CustomInput } from './custom-input.tsx';
import type { FormField } from './form-layout.ts';
import { StandardInput, type StandardInputProps } from './standard-input.tsx';

/** The input of a field of the list, standard or the organization's own, under the name the organization gave it. */
export function LeadInput({ field, ...shared }: { field: FormField } & Omit<StandardInputProps, 'name' | 'label'>) {
  const label = field.isRequired ? `${field.label} (required)` : field.label;
  if (field.isCustom) return <CustomInput field={field} label={label} form={shared.form} />;
  return <StandardInput name={field.name as StandardLeadFieldName} label={label} {...shared} />;
}
