import { listLeadSources } from '@lastmile/contracts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { FieldRow, MoneyField, PhoneField, SelectField, SwitchField, TextField } from '../../../ui/index.ts';
import { AgreedFees } from './agreed-fees.tsx';
import { FieldGroup } from './field-group.tsx';
import type { LeadFormState } from './form-state.ts';
import { JudgementFields } from './judgement-fields.tsx';

/** Everything else a lead may say, grouped by what it is about. */
export function MoreFields({ form }: { form: LeadFormState }) {
  return (
    <>
      <PersonFields form={form} />
      <SourceFields form={form} />
      <InterestFields form={form} />
      <AddressFields form={form} />
      <JudgementFields form={form} />
      <FieldGroup title="Notes">
        <TextField label="Notes" rows={3} {...form.field('notes')} />
      </FieldGroup>
    </>
  );
}

function PersonFields({ form }: { form: LeadFormState }) {
  return (
    <FieldGroup title="Person and company">
      <TextField label="Email" type="email" {...form.field('email')} />
      <FieldRow>
        <TextField label="Company" {...form.field('companyName')} />
        <TextField label="Job title" {...form.field('jobTitle')} />
      </FieldRow>
      <TextField
        label="Contact person" hint="Who to talk to, where the lead is a company or a building."
        {...form.field('contactName')}
      />
      <TextField label="Billing email" type="email" {...form.field('billingEmail')} />
    </FieldGroup>
  );
}

function SourceFields({ form }: { form: LeadFormState }) {
  const sources = useEndpoint(listLeadSources).data?.data ?? [];
  const inUse = sources.filter(({ isActive, code }) => isActive || code === form.values.source);
  return (
    <FieldGroup title="Where it comes from">
      <SelectField
        label="Source" {...form.field('source')}
        options={inUse.map(({ code, name }) => ({ value: code, label: name }))} placeholder="Entered by hand"
      />
      <FieldRow>
        <TextField label="Brought in by" {...form.field('broughtInBy')} />
        <PhoneField label="Their phone" {...form.field('broughtInByContact')} autoComplete="off" />
      </FieldRow>
      <FieldRow>
        <TextField label="Partner or reseller" {...form.field('partner')} />
        <TextField label="How they found us" {...form.field('howFoundUs')} />
      </FieldRow>
    </FieldGroup>
  );
}

function InterestFields({ form }: { form: LeadFormState }) {
  return (
    <FieldGroup title="Interest">
      <FieldRow>
        <TextField label="Current provider" {...form.field('currentIsp')} />
        <TextField label="Kind of service" {...form.field('serviceType')} />
      </FieldRow>
      <TextField label="Why they are interested, or dissatisfied" rows={2} {...form.field('interestReason')} />
      <AgreedFees form={form} />
      <MoneyField
        label="Estimated value" monthly {...form.field('estimatedValue')}
        hint="Counts until a package or a subscription is agreed."
      />
      <SwitchField
        label="They have a router" {...form.field('hasRouter')}
        onChange={(has) => {
          form.set('hasRouter', has);
          if (!has) form.set('routerType', '');
        }}
      />
      {form.values.hasRouter === true && <TextField label="Router type" {...form.field('routerType')} />}
    </FieldGroup>
  );
}

function AddressFields({ form }: { form: LeadFormState }) {
  return (
    <FieldGroup title="Address">
      <FieldRow>
        <TextField label="Street" {...form.field('street')} />
        <TextField label="Unit" {...form.field('unitNumber')} />
      </FieldRow>
      <FieldRow>
        <TextField label="City" {...form.field('city')} />
        <TextField label="Postal code" {...form.field('zipCode')} />
      </FieldRow>
      <TextField
        label="Address of the property" hint="Where the service is for another place than their own."
        {...form.field('propertyAddress')}
      />
      <FieldRow>
        <TextField label="Latitude" inputMode="decimal" {...form.field('latitude')} />
        <TextField label="Longitude" inputMode="decimal" {...form.field('longitude')} />
      </FieldRow>
    </FieldGroup>
  );
}
