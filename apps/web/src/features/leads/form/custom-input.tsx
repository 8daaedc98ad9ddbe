import { PhoneField, PointField, SelectField, TextField } from '../../../ui/index.ts';
import type { FormField } from './form-layout.ts';
import type { LeadFormState } from './form-state.ts';

/** The input of one of the organization's own fields, by its type. */
export function CustomInput({ field: { name, type, options }, label, form }: { field: FormField; label: string; form: LeadFormState }) {
  const props = { label, ...form.field(`customFields.${name}`) };
  switch (type) {
    case 'email': return <TextField type="email" autoComplete="off" {...props} />;
    case 'phone': return <PhoneField {...props} autoComplete="off" />;
    case 'number': return <TextField inputMode="decimal" {...props} />;
    case 'date': return <TextField type="date" {...props} />;
    case 'select': return <SelectField options={options} searchable={options.length > 8} clearable placeholder="None" {...props} />;
    case 'geo': return <PointField {...props} />;
    default: return <TextField {...props} autoComplete="off" />;
  }
}
