import { listJobResults, type Import, type OnDuplicate } from '@lastmile/contracts';
import { formatCount } from '../../lib/format.ts';
import { usePages } from '../../lib/use-endpoint.ts';
import { Anchor, RadioField, RecordCell, RecordName, RecordRow, RecordTable, Section, ShowMore } from '../../ui/index.ts';
import { Link } from 'react-router';
import { useImportOf } from './import-of.ts';
import styles from './imports.module.css';

interface CountsProps {
  imported: Import;
  willBe?: boolean;
  onDuplicate?: OnDuplicate;
  onChange?: (onDuplicate: OnDuplicate) => void;
}

/** How many of what; before it runs also what becomes of leads that are there already. */
export function ImportCounts({ imported: { counts }, willBe = false, onDuplicate, onChange }: CountsProps) {
  const figures = [
    ['New', counts?.new], ['Updated', counts?.updated], ['As they are', counts?.unchanged], ['There already, skipped', counts?.duplicates], ['With a problem', counts?.errors],
  ] as const;
  return (
    <>
      <dl className={styles.counts} aria-live="polite">
        {figures.map(([label, figure]) => (
          <div key={label} className={label === 'With a problem' && figure ? styles.bad : undefined}>
            <dt>{label}</dt>
            <dd>{figure === undefined ? '–' : formatCount(figure)}</dd>
          </div>
        ))}
      </dl>
      {willBe && onChange && (
        <RadioField
          label="A lead that is here already" value={onDuplicate} onChange={onChange}
          options={[
            { value: 'skip', label: 'Leave it as it is', hint: 'Told by its number, external reference, or the phone of an open lead.' },
            { value: 'update', label: 'Update it with what is in the file', hint: 'Empty cells change nothing.' },
          ]}
        />
      )}
    </>
  );
}

type About = 'problems' | 'kept' | 'doubtful';
const titles: Record<About, { title: string; label: string; hint?: string }> = {
  problems: { title: 'Problems', label: 'Rows with a problem' },
  kept: { title: 'Kept', label: 'Kept' },
  doubtful: { title: 'May be here already', label: 'New leads that may be here already', hint: 'They are imported all the same; leave their rows out of the file where you know better.' },
};

/** Rows that were not imported, leads that an undo kept, or new ones that may be here already, each with the reason. */
export function ImportProblems({ jobId, about }: { jobId: string; about: About }) {
  const { recordOf } = useImportOf();
  const problems = usePages(listJobResults, { params: { id: jobId }, query: about === 'doubtful' ? { doubtful: true } : { ok: false } });
  const { title, label, hint } = titles[about];
  if (problems.items.length === 0) return null;
  return (
    <Section title={title} {...(hint ? { hint } : {})} flush>
      <RecordTable label={label} heads={['Row', 'Why']}>
        {problems.items.map(({ row, id, problem }) => (
          <RecordRow key={row}>
            <RecordCell part="name">
              <RecordName name={`Row ${row + 1}`} {...(id ? { beside: <Anchor component={Link} to={recordOf(id).to} fz="inherit">{recordOf(id).label}</Anchor> } : {})} />
            </RecordCell>
            <RecordCell><span className={styles.reason}>{problem}</span></RecordCell>
          </RecordRow>
        ))}
      </RecordTable>
      <ShowMore pages={problems}>Show more</ShowMore>
    </Section>
  );
}
