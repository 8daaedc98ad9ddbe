import { createValue, type Import, type ValueMapping } from '@lastmile/contracts';
import { count } from '../../lib/format.ts';
import { RecordCell, RecordName, RecordRow, RecordTable, Section, SelectField } from '../../ui/index.ts';
import styles from './imports.module.css';
import { useChoices } from './use-choices.ts';

interface Props { imported: Import; values: ValueMapping; onChange: (values: ValueMapping) => void }

const leftOut = '*none';

/** Words of the file that nothing here is called like: what they mean, or that they are made or left out. */
export function ImportValues({ imported: { unknownValues, fields }, values, onChange }: Props) {
  const choicesOf = useChoices();
  const decided = Object.entries(values).flatMap(([field, of]) => Object.keys(of).map((value) => ({ field, value, rows: 0 })));
  const shown = [...unknownValues, ...decided.filter((one) => !unknownValues.some(({ field, value }) => field === one.field && value === one.value))];
  if (shown.length === 0) return null;
  const labelOf = (name: string) => fields.find((field) => field.name === name)?.label ?? name;
  const choose = (field: string, value: string, chosen: string) => {
    const { [value]: _, ...others } = values[field] ?? {};
    onChange({ ...values, [field]: chosen ? { ...others, [value]: chosen === leftOut ? null : chosen } : others });
  };
  return (
    <Section title="Values" hint="Nothing here is called like these." flush>
      <RecordTable label="Values" heads={['In the file', 'Field', 'Becomes']}>
        {shown.map(({ field, value, rows }) => {
          const target = values[field]?.[value];
          const makes = field === 'source' || field === 'tags' ? [{ value: createValue, label: `Add “${value}”` }] : [];
          return (
            <RecordRow key={`${field}/${value}`}>
              <RecordCell part="name"><RecordName name={value} {...(rows > 0 ? { detail: count(rows, 'row') } : {})} /></RecordCell>
              <RecordCell>{labelOf(field)}</RecordCell>
              <RecordCell>
                <span className={styles.becomes}>
                  <SelectField
                    name={`${field}/${value}`} error={undefined} required={false} maxLength={undefined}
                    label={`What ${value} becomes`} hideLabel searchable clearable placeholder="Choose" size="sm"
                    options={[...makes, { value: leftOut, label: 'Leave empty' }, ...choicesOf(field)]}
                    value={target === null ? leftOut : target ?? ''} onChange={(chosen) => choose(field, value, chosen as string)}
                  />
                </span>
              </RecordCell>
            </RecordRow>
          );
        })}
      </RecordTable>
    </Section>
  );
}
