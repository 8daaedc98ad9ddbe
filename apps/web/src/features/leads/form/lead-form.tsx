import { useState, type ReactNode } from 'react';
import { MomentField, PhoneField, TextField } from '../../../ui/index.ts';
import { DuplicateHint } from './duplicate-hint.tsx';
import { FieldGroup } from './field-group.tsx';
import { Fold } from './fold.tsx';
import { textIn, type LeadFormState } from './form-state.ts';
import styles from './lead-form.module.css';
import { MoreFields } from './more-fields.tsx';
import { NextStepField } from './next-step-field.tsx';
import { OfferField } from './offer-field.tsx';
import { PlaceField } from './place-field.tsx';

interface Props {
  form: LeadFormState;
  /** The lead that is being changed, with the package it has; without it the form is for a new one. */
  lead?: { id: string; offer: { id: string; name: string } | null } | undefined;
  /** Instead of the hint about duplicates, as when saving was refused because of one. */
  notice?: ReactNode;
  /** More fields, folded away with the others: where a new lead is put. */
  placing?: ReactNode;
}

/**
 * The fields of a lead: the few that are always asked for, the rest folded. The same for a new lead and for changing
 * one.
 */
export function LeadForm({ form, lead, notice, placing }: Props) {
  const [unfolded, setUnfolded] = useState(lead !== undefined);
  const [phone, email] = [textIn(form.values, 'phone'), textIn(form.values, 'email')];
  return (
    <div className={styles.fields}>
      <TextField label="Name" {...form.field('name')} autoComplete="off" />
      <div className={styles.withHint}>
        <PhoneField label="Phone" {...form.field('phone')} autoComplete="off" />
        {notice ?? <DuplicateHint phone={phone} email={email} exceptId={lead?.id} />}
      </div>
      <OfferField form={form} current={lead?.offer ?? undefined} />
      <PlaceField form={form} />
      {!lead && <NextStepField form={form} />}
      <Fold
        title={lead ? 'Everything else' : 'Email, company, source, notes and more'} opened={unfolded}
        onToggle={setUnfolded}
      >
        {lead && (
          <FieldGroup title="Follow-up">
            <MomentField label="Next step on" {...form.field('followUpAt')} />
            <TextField label="What is to be done" {...form.field('followUpNote')} />
          </FieldGroup>
        )}
        <MoreFields form={form} />
        {placing}
      </Fold>
    </div>
  );
}
