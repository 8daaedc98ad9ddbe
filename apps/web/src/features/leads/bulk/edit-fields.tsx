import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { BulkLeadChanges, listLeadFields, type LeadChanges, type LeadField, type StandardLeadFieldName } from '@lastmile/contracts';
import { complaints, toBody, type Values } from '../../../lib/form-body.ts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { FilterChip, IconButton, SelectField, type FieldProps } from '../../../ui/index.ts';
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

/** Which fields change, and to what; one is emptied only where that is said. */
export function EditFields({ onDraft }: DraftProps) {
  const fields = useEndpoint(listLeadFields).data?.data ?? [];
  const own = fields.filter(({ isCustom, isVisible }) => isCustom && isVisible);
  const [names, setNames] = useState<readonly string[]>([]);
  const [values, setValues] = useState<Values>({});
  const [emptied, setEmptied] = useState<readonly string[]>([]);
  const schema = schemaOf(own.filter(({ name }) => names.includes(custom + name)));
  const errors = complaints(schema, bodyOf(schema, names, values), true);
  const labelOf = (name: string) => fields.find((field) => (field.isCustom ? custom + field.name : field.name) === name)?.label ?? leadLabels[name as keyof LeadChanges];
  const options = [
    ...standard.map((name) => ({ value: name as string, label: labelOf(name) })), ...own.map(({ name, label }) => ({ value: custom + name, label })),
  ].filter(({ value }) => !names.includes(value)).sort((left, right) => left.label.localeCompare(right.label));

  const put = (chosen: readonly string[], written: Values, without: readonly string[] = emptied) => {
    setNames(chosen);
    setValues(written);
    setEmptied(without);
    const known = schemaOf(own.filter(({ name }) => chosen.includes(custom + name)));
    const changes = bodyOf(known, chosen, written);
    const said = Object.keys(changes).length - (changes.customFields ? 1 : 0) + Object.keys(changes.customFields ?? {}).length;
    const isSaid = chosen.every((name) => without.includes(name) || hasValue(written, name));
    const isWhole = chosen.length > 0 && isSaid && said === chosen.length && Object.keys(complaints(known, changes, true)).length === 0;
    onDraft(isWhole ? { type: 'edit', changes } : null);
  };
  const empty = (name: string) => put(names, { ...values, [name]: undefined }, emptied.includes(name) ? emptied.filter((one) => one !== name) : [...emptied, name]);
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
            {emptied.includes(name) ? <Emptied label={label} /> : customField ? <CustomInput field={customField} label={label} form={form} /> : <StandardInput name={name as StandardLeadFieldName} label={label} form={form} />}
            {takesNothing(schema, name) && (
              <span className={styles.empty}>
                <FilterChip label="Empty it" aria-label={`Empty it: ${label}`} active={emptied.includes(name)} aria-pressed={emptied.includes(name)} onClick={() => empty(name)} />
              </span>
            )}
            <IconButton
              label={`Leave ${label} as it is`}
              onClick={() => put(names.filter((one) => one !== name), { ...values, [name]: undefined }, emptied.filter((one) => one !== name))}
            >
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
      {names.some((name) => !emptied.includes(name) && !hasValue(values, name)) && <p className={styles.hint}>Give each field a value, or say that it is emptied.</p>}
    </>
  );
}

function Emptied({ label }: { label: string }) {
  return (
    <div>
      <div className={styles.legend}>{label}</div>
      <p className={styles.nothing} role="status">Emptied on all of them</p>
    </div>
  );
}

/** Whether a field was given something; a switch always is. */
function hasValue(values: Values, name: string): boolean {
  const value = values[name];
  return value !== undefined && value !== null && (typeof value !== 'string' || value.trim() !== '');
}

/** Whether the contract lets the field be empty. */
function takesNothing(schema: typeof LeadChanges, name: string): boolean {
  const body = bodyOf(schema, [name], {});
  return name.startsWith(custom) || name in body;
}

const schemaOf = (own: readonly LeadField[]) => leadSchema(BulkLeadChanges as unknown as typeof LeadChanges, { first: [...own], folded: [], others: new Set() }, false);

/** Only the chosen fields, each with what was written or null. */
function bodyOf(schema: typeof LeadChanges, names: readonly string[], values: Values): LeadChanges {
  const nested = Object.fromEntries(names.filter((name) => name.startsWith(custom)).map((name) => [name.slice(custom.length), values[name] ?? null]));
  const body = toBody(schema, { ...values, customFields: nested }, true);
  const chosen = Object.entries(body).filter(([name]) => names.includes(name));
  return Object.fromEntries([...chosen, ...(Object.keys(nested).length > 0 ? [['customFields', body.customFields]] : [])]) as LeadChanges;
}
