import type { LeadChanges } from '@lastmile/contracts';
import type { Values } from '../../../lib/form-body.ts';
import type { FieldProps } from '../../../ui/index.ts';

type LeadField = keyof LeadChanges & string;

/** What the fields of a lead need of their form, whether it makes a lead or changes one. */
export interface LeadFormState {
  values: Values;
  set: (name: LeadField, value: unknown) => void;
  field: (name: LeadField) => FieldProps;
}

/** The text in a field, as far as it is text. */
export function textIn(values: Values, name: LeadField): string {
  const value = values[name];
  return typeof value === 'string' ? value : '';
}
