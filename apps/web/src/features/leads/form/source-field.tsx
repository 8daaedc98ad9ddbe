import { listLeadSources } from '@lastmile/contracts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { SelectField } from '../../../ui/index.ts';
import type { LeadFormState } from './form-state.ts';

/** Where the lead comes from: the sources in use, and the one it has. */
export function SourceField({ label, form }: { label: string; form: LeadFormState }) {
  const sources = useEndpoint(listLeadSources).data?.data ?? [];
  const inUse = sources.filter(({ isActive, code }) => isActive || code === form.values.source);
  return (
    <SelectField
      label={label} {...form.field('source')} options={inUse.map(({ code, name }) => ({ value: code, label: name }))} placeholder="Entered by hand"
    />
  );
}
