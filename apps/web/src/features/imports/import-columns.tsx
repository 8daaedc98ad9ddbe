import type { ColumnMapping, Import } from '@lastmile/contracts';
import { RecordCell, RecordName, RecordRow, RecordTable, Section, SelectField } from '../../ui/index.ts';
import { useImportOf } from './import-of.ts';
import styles from './imports.module.css';

interface Props { imported: Import; mapping: ColumnMapping; onChange: (mapping: ColumnMapping) => void }

/** Which field each column goes to; every field once. */
export function ImportColumns({ imported: { columns, fields }, mapping, onChange }: Props) {
  const { columnsHint } = useImportOf();
  const taken = new Set(Object.values(mapping));
  const used = columns.filter(({ name }) => mapping[name]).length;
  return (
    <Section title="Columns" hint={`${used} of ${columns.length} are imported. ${columnsHint}`} flush>
      <RecordTable label="Columns" heads={['In the file', 'For example', 'Becomes']}>
        {columns.map(({ name, samples }) => (
          <RecordRow key={name} muted={!mapping[name]}>
            <RecordCell part="name"><RecordName name={name} /></RecordCell>
            <RecordCell><span className={styles.samples}>{samples.slice(0, 3).join(' · ') || '–'}</span></RecordCell>
            <RecordCell>
              <span className={styles.becomes}>
                <SelectField
                  name={name} error={undefined} required={false} maxLength={undefined}
                    label={`What ${name} becomes`} hideLabel searchable clearable placeholder="Left out" size="sm"
                  options={fields.filter((field) => field.name === mapping[name] || !taken.has(field.name)).map((field) => ({ value: field.name, label: field.label }))}
                  value={mapping[name] ?? ''} onChange={(field) => onChange({ ...mapping, [name]: (field as string) || null })}
                />
              </span>
            </RecordCell>
          </RecordRow>
        ))}
      </RecordTable>
    </Section>
  );
}
