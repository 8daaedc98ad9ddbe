import { useState, type ReactNode } from 'react';
import { Fold } from './fold.tsx';
import { foldTitle, type FormLayout } from './form-layout.ts';
import styles from './lead-form.module.css';
import { LeadInput } from './lead-input.tsx';
import { MoreFields } from './more-fields.tsx';
import type { StandardInputProps } from './standard-input.tsx';

interface Props extends Omit<StandardInputProps, 'name' | 'label'> {
  layout: FormLayout;
  /** More fields, folded away with the others: where a new lead is put. */
  placing?: ReactNode;
}

/**
 * The fields of a lead as the organization arranged them: those that are always asked for, the rest folded. The same for a new lead and for changing
 * one.
 */
export function LeadForm({ layout, placing, ...shared }: Props) {
  const isNew = !shared.lead;
  const [unfolded, setUnfolded] = useState(!isNew);
  return (
    <div className={styles.fields}>
      {layout.first.map((field) => <LeadInput key={field.name} field={field} {...shared} />)}
      <Fold title={isNew ? foldTitle(layout) : 'Everything else'} opened={unfolded} onToggle={setUnfolded}>
        {layout.folded.map((field) => <LeadInput key={field.name} field={field} {...shared} />)}
        <MoreFields form={shared.form} lead={shared.lead} others={layout.others} />
        {placing}
      </Fold>
    </div>
  );
}
