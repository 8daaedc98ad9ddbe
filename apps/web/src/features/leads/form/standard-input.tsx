import type { ReactNode } from 'react';
import { standardLeadField, type StandardLeadFieldName } from '@lastmile/contracts';
import { FieldRow, MomentField, MoneyField, PhoneField, SelectField, SwitchField, TextField } from '../../../ui/index.ts';
import { DuplicateHint } from './duplicate-hint.tsx';
import type { LeadFormState } from './form-state.ts';
import styles from './lead-form.module.css';
import { NextStepField } from './next-step-field.tsx';
import { OfferField } from './offer-field.tsx';
import { PlaceField } from './place-field.tsx';
import { SourceField } from './source-field.tsx';

export interface StandardInputProps {
  name: StandardLeadFieldName;
  label: string;
  form: LeadFormState;
  /** The lead that is being changed, with the package it has; without it the form is for a new one. */
  lead?: { id: string; offer: { id: string; name: string } | null } | undefined;
  /** Below the phone instead of the hint about duplicates. */
  notice?: ReactNode;
}

const long = new Set<StandardLeadFieldName>(['notes', 'interestReason']);
const whole = new Set<StandardLeadFieldName>(['score', 'probability', 'totalJobsReferred']);
const monthly = new Set<StandardLeadFieldName>(['agreedMonthlySubscription', 'estimatedValue']);

/** The input of a field that every lead has. */
export function StandardInput({ name, label, form, lead, notice }: StandardInputProps) {
  switch (name) {
    case 'phone': return <PhoneWithHint label={label} form={form} lead={lead} notice={notice} />;
    case 'offerId': return <OfferField label={label} form={form} current={lead?.offer ?? undefined} />;
    case 'location': return <PlaceField label={label} form={form} />;
    case 'source': return <SourceField label={label} form={form} />;
    case 'geo': return <PinFields form={form} />;
    case 'followUpAt': return lead ? <MomentField label={label} {...form.field(name)} /> : <NextStepField label={label} form={form} />;
    case 'hasRouter': return <RouterSwitch label={label} form={form} />;
    // S1-3.1-i: only of who has a router.
    case 'routerType': return form.values.hasRouter === true && <TextField label={label} {...form.field(name)} />;
    case 'createdAt': return null;
    case 'broughtInByContact': return <PhoneField label={label} {...form.field(name)} autoComplete="off" />;
    case 'agreedInstallationFee': case 'agreedMonthlySubscription': case 'estimatedValue':
      return <MoneyField label={label} monthly={monthly.has(name)} {...form.field(name)} />;
    default: return <PlainInput name={name} label={label} form={form} />;
  }
}

function PlainInput({ name, label, form }: { name: Exclude<StandardLeadFieldName, 'geo' | 'createdAt'>; label: string; form: LeadFormState }) {
  const field = form.field(name);
  const options = standardLeadField(name)?.options;
  if (options) return <SelectField label={label} {...field} options={options} clearable placeholder="None" />;
  if (long.has(name)) return <TextField label={label} rows={3} {...field} />;
  if (whole.has(name)) return <TextField label={label} inputMode="numeric" {...field} {...(name === 'probability' ? { placeholder: 'The stage’s' } : {})} />;
  const isEmail = standardLeadField(name)?.type === 'email';
  return <TextField label={label} autoComplete="off" {...(isEmail ? { type: 'email' as const } : {})} {...field} />;
}

function PhoneWithHint({ label, form, lead, notice }: Omit<StandardInputProps, 'name'>) {
  return (
    <div className={styles.withHint}>
      <PhoneField label={label} {...form.field('phone')} autoComplete="off" />
      {notice ?? <DuplicateHint form={form} exceptId={lead?.id} />}
    </div>
  );
}

function PinFields({ form }: { form: LeadFormState }) {
  return (
    <FieldRow>
      <TextField label="Latitude" inputMode="decimal" {...form.field('latitude')} />
      <TextField label="Longitude" inputMode="decimal" {...form.field('longitude')} />
    </FieldRow>
  );
}

function RouterSwitch({ label, form }: { label: string; form: LeadFormState }) {
  return (
    <SwitchField
      label={label} {...form.field('hasRouter')}
      onChange={(has) => {
        form.set('hasRouter', has);
        if (!has) form.set('routerType', '');
      }}
    />
  );
}
