import { FieldRow, SelectField, TextField } from '../../../ui/index.ts';
import { FieldGroup } from './field-group.tsx';
import type { LeadFormState } from './form-state.ts';

const upperFirst = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const words = (values: readonly string[]) => values.map((value) => ({ value, label: upperFirst(value) }));
const priorities = words(['low', 'medium', 'high', 'urgent']);
const ratings = words(['cold', 'warm', 'hot']);
const urgencies = words(['low', 'normal', 'high', 'critical']);

/** What is thought of a lead: by people here, not by the lead. */
export function JudgementFields({ form }: { form: LeadFormState }) {
  return (
    <FieldGroup title="Judgement">
      <FieldRow>
        <SelectField label="Priority" {...form.field('priority')} options={priorities} clearable placeholder="None" />
        <SelectField label="Rating" {...form.field('rating')} options={ratings} clearable placeholder="None" />
        <SelectField label="Urgency" {...form.field('urgency')} options={urgencies} clearable placeholder="None" />
      </FieldRow>
      <FieldRow>
        <TextField label="Score" inputMode="numeric" {...form.field('score')} />
        <TextField
          label="Probability, %" inputMode="numeric" {...form.field('probability')} placeholder="The stage’s"
        />
        <TextField label="Jobs referred" inputMode="numeric" {...form.field('totalJobsReferred')} />
      </FieldRow>
    </FieldGroup>
  );
}
