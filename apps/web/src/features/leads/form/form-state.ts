import type { LeadChanges } from '@lastmile/contracts';
import type { Values } from '../../../lib/form-body.ts';
import type { FieldProps } from '../../../ui/index.ts';

/** A field of a lead, or one of the organization's own: `customFields.buildingName`. */
export type LeadFieldName = (keyof LeadChanges & string) | `customFields.${string}`;

/** What the fields of a lead need of their form, whether it makes a lead or changes one. */
export interface LeadFormState {
  values: Values;
  set: (name: LeadFieldName, value: unknown) => void;
  field: (name: LeadFieldName) => FieldProps;
}

/** The text in a field, as far as it is text. */
export function textIn(values: Values, name: keyof LeadChanges & string): string {
  const value = values[name];
  return typeof value === 'string' ? value : '';
}
