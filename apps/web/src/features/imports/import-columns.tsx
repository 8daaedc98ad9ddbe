import type { ColumnMapping, DateOrder, DateOrders, Import } from '@lastmile/contracts';
import { RecordCell, RecordName, RecordRow, RecordTable, Section, SelectField } from '../../ui/index.ts';
import { useImportOf } from './import-of.ts';
import styles from './imports.module.css';

interface Props {
  imported: Import;
  mapping: ColumnMapping;
  onChange: (mapping: ColumnMapping) => void;
  dateOrders: DateOrders;
  onDateOrders: (dateOrders: DateOrders) => void;
}

/** Which field each column goes to; every field once. */
export function ImportColumns({ imported: { columns, fields, dates }, mapping, onChange, dateOrders, onDateOrders }: Props) {
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
                {dates.filter(({ column }) => column === name && mapping[name]).map((date) => (
                  <WhichComesFirst key={name} date={date} order={dateOrders[name] ?? date.order} onChange={(order) => onDateOrders({ ...dateOrders, [name]: order })} />
                ))}
              </span>
            </RecordCell>
          </RecordRow>
        ))}
      </RecordTable>
    </Section>
  );
}

const orderWords: Record<DateOrder, string> = { day_first: 'Day first: 3/2 is 3 February', month_first: 'Month first: 2/3 is 3 February' };

/** Which way days with strokes are read, and a choice where the column itself does not tell. */
function WhichComesFirst({ date: { column, told }, order, onChange }: { date: Import['dates'][number]; order: DateOrder; onChange: (order: DateOrder) => void }) {
  if (told === 'column') return <span className={styles.order}>{orderWords[order]}</span>;
  return (
    <>
      <SelectField
        name={`${column}/order`} error={undefined} required={false} maxLength={undefined} label={`What comes first in ${column}`} hideLabel size="sm"
        options={Object.entries(orderWords).map(([value, label]) => ({ value, label }))} value={order} onChange={(chosen) => onChange(chosen as DateOrder)}
      />
      {told === 'both' && <span className={styles.order}>Some of its days can be read in the one way alone, others in the other.</span>}
    </>
  );
}
