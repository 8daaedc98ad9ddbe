import type { StandardLeadFieldName } from '@lastmile/contracts';
import { FieldRow } from '../../../ui/index.ts';
import { AgreedTotal } from './agreed-total.tsx';
import { FieldGroup } from './field-group.tsx';
import { leadLabels } from './lead-labels.ts';
import { StandardInput, type StandardInputProps } from './standard-input.tsx';

interface Group {
  title: string;
  /** Fields that stand beside each other are in one row. */
  rows: readonly (readonly Exclude<StandardLeadFieldName, 'createdAt'>[])[];
}

/** Everything a lead may say of itself, by what it is about. */
const groups: readonly Group[] = [
  { title: 'Follow-up', rows: [['followUpAt'], ['followUpNote']] },
  { title: 'Person and company', rows: [['name'], ['phone'], ['email'], ['companyName', 'jobTitle'], ['contactName'], ['billingEmail']] },
  { title: 'Where it comes from', rows: [['source'], ['broughtInBy', 'broughtInByContact'], ['partner', 'howFoundUs']] },
  {
    title: 'Interest',
    rows: [
      ['currentIsp', 'serviceType'], ['interestReason'], ['agreedInstallationFee', 'agreedMonthlySubscription'], ['estimatedValue'], ['hasRouter'],
      ['routerType'],
    ],
  },
  { title: 'Address', rows: [['location'], ['street', 'unitNumber'], ['city', 'zipCode'], ['propertyAddress'], ['geo']] },
  { title: 'Judgement', rows: [['priority', 'rating', 'urgency'], ['score', 'probability', 'totalJobsReferred']] },
  { title: 'Notes', rows: [['notes']] },
];

const labelOf = (name: Exclude<StandardLeadFieldName, 'createdAt'>) => (name === 'geo' ? '' : leadLabels[name]);

/** The fields that are not in the organization's list: nobody is asked for them, and everybody can write them. */
export function MoreFields({ form, lead, others }: Pick<StandardInputProps, 'form' | 'lead'> & { others: ReadonlySet<StandardLeadFieldName> }) {
  return groups.map(({ title, rows }) => {
    const left = rows.map((row) => row.filter((name) => others.has(name))).filter((row) => row.length > 0);
    if (left.length === 0) return null;
    return (
      <FieldGroup key={title} title={title}>
        {left.map((row) => {
          const inputs = row.map((name) => <StandardInput key={name} name={name} label={labelOf(name)} form={form} lead={lead} />);
          return row.length > 1 ? <FieldRow key={row[0]}>{inputs}</FieldRow> : inputs;
        })}
        {title === 'Interest' && <AgreedTotal form={form} />}
      </FieldGroup>
    );
  });
}
