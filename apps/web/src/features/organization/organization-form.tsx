import { useEffect, useState } from 'react';
import { OrganizationChanges, updateOrganization, type Organization } from '@lastmile/contracts';
import { formatPhone } from '../../lib/phone-format.ts';
import { pick } from '../../lib/pick.ts';
import { useSession } from '../../lib/session.tsx';
import { writePercent } from '../../lib/tax.ts';
import { useWrite } from '../../lib/use-write.ts';
import {
  DecimalField, FieldRow, FormProblem, OvertakenNotice, PhoneField, Section, SelectField, showToast, SubmitButton, TextField,
  useRecordForm,
} from '../../ui/index.ts';
import { BrandFields } from './brand-fields.tsx';
import { BusinessHoursFields } from './business-hours-fields.tsx';
import { LeadRules } from './lead-rules.tsx';
import { countryOptions, currencyOptions, timezoneOptions, type Option } from './place-options.ts';
import styles from './organization.module.css';

const labels = {
  name: 'Name', country: 'Country', currency: 'Currency', timezone: 'Time zone', locale: 'Language and numbers',
  taxRate: 'Tax',
  taxName: 'Name of the tax', phone: 'Phone', city: 'City', address: 'Address', email: 'Email', website: 'Website', taxNumber: 'Tax number', accentColor: 'Accent colour', captureWindowMinutes: 'Captures join for, minutes',
  purgeDeletedAfterDays: 'Purge deleted leads after, days',
  businessDays: 'Working days', businessFrom: 'Day begins', businessTo: 'Day ends',
};

/** Saves as one form; after saving it goes on with what the server made of it, as a phone number in its full form. */
export function OrganizationForm({ organization }: { organization: Organization }) {
  const [saved, setSaved] = useState(organization);
  // The logo is saved by itself; what is typed in the form stays as it is.
  const [logoUrl, setLogoUrl] = useState(organization.logoUrl);
  return <Fields key={saved.version} organization={saved} onSaved={setSaved} logoUrl={logoUrl} onLogo={setLogoUrl} />;
}

interface FieldsProps {
  organization: Organization;
  onSaved: (now: Organization) => void;
  logoUrl: string | null;
  onLogo: (logoUrl: string | null) => void;
}

function Fields({ organization, onSaved, logoUrl, onLogo }: FieldsProps) {
  const write = useWrite();
  const mayWrite = Boolean(useSession().can('organization:write'));
  const countries = useCountries(organization.country);
  const form = useRecordForm(OrganizationChanges, {
    record: organization,
    values: (known) => ({
      ...pick(
        known, 'name', 'country', 'currency', 'timezone', 'locale', 'taxName', 'city', 'address', 'email', 'website', 'taxNumber', 'accentColor', 'captureWindowMinutes', 'purgeDeletedAfterDays',
        'businessDays', 'businessFrom', 'businessTo',
      ),
      taxRate: writePercent(known.taxRate),
      phone: known.phone && formatPhone(known.phone),
    }),
    submit: async (body, call) => {
      onSaved(await write(updateOrganization, { body }, call, ['auth', 'offers', 'signup-widgets', 'quotes']));
    },
    done: () => showToast({ title: 'Organization saved.' }),
  });
  const shared = { disabled: !mayWrite };

  return (
    <form {...form.formProps} className={styles.form}>
      <FormProblem form={form} />
      <OvertakenNotice overtaken={form.overtaken} labels={labels} />
      <Section title="The provider">
        <div className={styles.fields}>
          <TextField label={labels.name} autoComplete="organization" {...shared} {...form.field('name')} />
          <FieldRow>
            <TextField
              label="City (optional)" hint="Stands under your name on public pages." {...shared} {...form.field('city')}
            />
            <PhoneField
              label="Phone (optional)" hint="Prospects call it from the signup form." {...shared}
              {...form.field('phone')}
            />
          </FieldRow>
          <FieldRow>
            <TextField label="Email (optional)" type="email" autoComplete="email" {...shared} {...form.field('email')} />
            <TextField label="Website (optional)" type="url" placeholder="tausi.ke" {...shared} {...form.field('website')} />
          </FieldRow>
          <TextField label="Address (optional)" rows={2} hint="Stands on quotes, a line each." {...shared} {...form.field('address')} />
        </div>
      </Section>
      <Section title="Place and money">
        <div className={styles.fields}>
          <FieldRow>
            <SelectField
              label={labels.country} hint="Decides how phone numbers are read." options={countries} searchable
              {...shared} {...form.field('country')}
            />
            <SelectField
              label={labels.timezone} options={timezoneOptions(organization.timezone)} searchable {...shared}
              {...form.field('timezone')}
            />
          </FieldRow>
          <FieldRow>
            <SelectField
              label={labels.currency} hint="Amounts keep their number; nothing is converted."
              options={currencyOptions()} searchable {...shared} {...form.field('currency')}
            />
            <TextField
              label={labels.locale} monospace hint="How numbers are written, for example en-KE." {...shared}
              {...form.field('locale')}
            />
          </FieldRow>
          <FieldRow>
            <TextField label={labels.taxName} placeholder="VAT" {...shared} {...form.field('taxName')} />
            <DecimalField
              isPercent label="Tax, percent" hint="For packages without one of their own." {...shared}
              {...form.field('taxRate')}
            />
          </FieldRow>
          <TextField label="Tax number (optional)" hint="Yours, as it stands on quotes." {...shared} {...form.field('taxNumber')} />
        </div>
      </Section>
      <Section title="Business hours" hint="Leads that nobody works on wait by these">
        <BusinessHoursFields
          days={form.field('businessDays')} from={form.field('businessFrom')} to={form.field('businessTo')} disabled={!mayWrite}
        />
      </Section>
      <LeadRules field={form.field} disabled={!mayWrite} />
      <Section title="Brand" hint="On signup forms and quotes">
        <BrandFields
          field={form.field('accentColor')} name={String(form.values.name ?? '')} city={String(form.values.city ?? '')}
          logoUrl={logoUrl} onLogo={onLogo}
          disabled={!mayWrite}
        />
      </Section>
      {mayWrite && <div className={styles.foot}><SubmitButton form={form}>Save organization</SubmitButton></div>}
    </form>
  );
}

function useCountries(current: string): Option[] {
  const [options, setOptions] = useState<Option[]>(() => [{ value: current, label: current }]);
  useEffect(() => void countryOptions().then(setOptions), []);
  return options;
}
