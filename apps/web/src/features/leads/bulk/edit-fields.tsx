import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { BulkLeadChanges, listLeadFields, type LeadChanges, type LeadField, type StandardLeadFieldName } from '@lastmile/contracts';
import { complaints, toBody, type Values } from '../../../lib/form-body.ts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { IconButton, SelectField, type FieldProps } from '../../../ui/index.ts';
import { CustomInput } from '../form/custom-input.tsx';
import { leadLabels } from '../form/lead-labels.ts';
import { leadSchema } from '../form/lead-schema.ts';
import { StandardInput } from '../form/standard-input.tsx';
import styles from './bulk-dialog.module.css';
import { plainField, type DraftProps } from './draft.ts';

const custom = 'customFields.';
/** The next step has an action of its own; which router there is says nothing without whether there is one. */
const elsewhere = new Set(['followUpAt', 'followUpNote', 'routerType', 'customFields']);
const standard = Object.keys(BulkLeadChanges.properties).filter((name) => !elsewhere.has(name)) as (keyof BulkLeadChanges & StandardLeadFieldName)[];

/** Which fields change, and to what; one that is left empty is emptied. */
export function EditFields({ onDraft }: DraftProps) {
  const fields = useEndpoint(listLeadFields).data?.data ?? [];
  const own = fields.filter(({ isCustom, isVisible }) => isCustom && isVisible);
  const [names, setNames] = useState<readonly string[]>([]);
  const [values, setValues] = useState<Values>({});
  const schema = schemaOf(own.filter(({ name }) => names.includes(custom + name)));
  const errors = complaints(schema, bodyOf(schema, names, values), true);
  const labelOf = (name: string) => fields.find((field) => (field.isCustom ? custom + field.name : field.name) === name)?.label ?? leadLabels[name as keyof LeadChanges];
  const options = [
    ...standard.map((name) => ({ value: name as string, label: labelOf(name) })), ...own.map(({ name, label }) => ({ value: custom + name, label })),
  ].filter(({ value }) => !names.includes(value)).sort((left, right) => left.label.localeCompare(right.label));

  const put = (chosen: readonly string[], written: Values) => {
    setNames(chosen);
    setValues(written);
    const known = schemaOf(own.filter(({ name }) => chosen.includes(custom + name)));
    const changes = bodyOf(known, chosen, written);
    const said = Object.keys(changes).length - (changes.customFields ? 1 : 0) + Object.keys(changes.customFields ?? {}).length;
    const isWhole = chosen.length > 0 && said === chosen.length && Object.keys(complaints(known, changes, true)).length === 0;
    onDraft(isWhole ? { type: 'edit', changes } : null);
  };
  const set = (name: string, value: unknown) => put(names, { ...values, [name]: value });
  const field = (name: string): FieldProps => ({
    ...plainField, name, value: values[name], onChange: (value) => set(name, value), error: values[name] ? errors[name] : undefined,
  });
  const form = { values, set, field };
  return (
    <>
      {names.map((name) => {
        const label = labelOf(name);
        const customField = own.find((one) => custom + one.name === name);
        return (
          <div key={name} className={styles.field}>
            {customField ? <CustomInput field={customField} label={label} form={form} /> : <StandardInput name={name as StandardLeadFieldName} label={label} form={form} />}
            <IconButton label={`Leave ${label} as it is`} onClick={() => put(names.filter((one) => one !== name), values)}>
              <IconX size={16} stroke={1.75} aria-hidden />
            </IconButton>
          </div>
        );
      })}
      <SelectField
        label={names.length === 0 ? 'Field to change' : 'Another field'} name="field" {...plainField} searchable placeholder="Choose a field" options={options} value=""
        onChange={(name) => {
          if (name) put([...names, String(name)], name === 'hasRouter' ? { ...values, hasRouter: true } : values);
        }}
      />
      {names.length > 0 && <p className={styles.hint}>What you leave empty is emptied on all of them.</p>}
    </>
  );
}

const schemaOf = (own: readonly LeadField[]) => leadSchema(BulkLeadChanges as unknown as typeof LeadChanges, { first: [...own], folded: [], others: new Set() }, false);

/** Only the chosen fields, each with what was written or null. */
function bodyOf(schema: typeof LeadChanges, names: readonly string[], values: Values): LeadChanges {
  const nested = Object.fromEntries(names.filter((name) => name.startsWith(custom)).map((name) => [name.slice(custom.length), values[name] ?? null]));
  const body = toBody(schema, { ...values, customFields: nested }, true);
  const chosen = Object.entries(body).filter(([name]) => names.includes(name));
  return Object.fromEntries([...chosen, ...(Object.keys(nested).length > 0 ? [['customFields', body.customFields]] : [])]) as LeadChanges;
}
