import { count } from '../../lib/format.ts';
import type { Problem } from '../../lib/problem.ts';
import { Checkbox, Notice, SelectField } from '../../ui/index.ts';
import styles from './lead-fields.module.css';

export interface OptionInUse {
  value: string;
  label: string;
  leads: number;
}

const nothing = '\u0000nothing';

/** Which choices that go away leads hold, and what takes the place of each. */
export function OptionsInUse({ options, staying, replacements, onChange }: {
  options: readonly OptionInUse[];
  staying: readonly { value: string; label: string }[];
  replacements: Readonly<Record<string, string | null>>;
  onChange: (value: string, replacement: string | null) => void;
}) {
  return (
    <div className={styles.content}>
      <Notice tone="warning" announced title="Leads hold a choice that would go away.">
        Say what takes its place, then save again.
      </Notice>
      {options.map(({ value, label, leads }) => (
        <SelectField
          key={value} name={`replace-${value}`} label={`Instead of ${label} (${count(leads, 'lead')})`} required error={undefined} maxLength={undefined}
          value={replacements[value] ?? nothing} onChange={(chosen) => onChange(value, chosen === nothing ? null : String(chosen))}
          options={[{ value: nothing, label: 'No choice; each timeline keeps it' }, ...staying]}
        />
      ))}
    </div>
  );
}

/** How many values do not fit the new type, with examples, and the way to go on all the same. */
export function ValuesThatDoNotFit({ problem, agreed, onAgree }: { problem: Problem; agreed: boolean; onAgree: (agreed: boolean) => void }) {
  const { leads = 0, deletedLeads = 0, examples = [] } = problem.more as { leads?: number; deletedLeads?: number; examples?: string[] };
  return (
    <div className={styles.content}>
      <Notice tone="warning" announced title={`What ${count(leads + deletedLeads, 'lead')} hold${leads + deletedLeads === 1 ? 's' : ''} does not fit.`}>
        For example {examples.map((example) => `“${example}”`).join(', ')}. Nothing was saved yet.
      </Notice>
      <Checkbox
        size="sm" label="Take it out of the field" description="Each lead’s timeline keeps what it was. Then save again." checked={agreed}
        onChange={(event) => onAgree(event.currentTarget.checked)}
      />
    </div>
  );
}
