import { IconX } from '@tabler/icons-react';
import { useId } from 'react';
import type { Lead, MergeField, MergePlan } from '@lastmile/contracts';
import { formatMoney } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.tsx';
import { formatPhone } from '../../lib/phone-format.ts';
import { IconButton, Radio, Section, StageName, When } from '../../ui/index.ts';
import styles from './merge.module.css';

interface Props {
  plan: MergePlan;
  keepId: string;
  /** By a field's name the lead whose value it gets. */
  values: Readonly<Record<string, string>>;
  /** A converted lead is kept as it is (D27). */
  isLocked: boolean;
  /** The plan for the lead that is kept now is on its way: what is chosen meanwhile would be chosen of another. */
  isWaiting: boolean;
  keep: (id: string) => void;
  choose: (name: string, id: string) => void;
  /** Takes a lead out again, where enough are left. */
  remove?: (id: string) => void;
}

/** The leads beside each other, field by field; on a phone below each other. */
export function MergeFields({ plan, keepId, values, isLocked, isWaiting, keep, choose, remove }: Props) {
  const { leads, fields } = plan;
  const columns = { '--leads': leads.length } as React.CSSProperties;
  return (
    <>
      <Section title="Which lead is kept" flush>
        <div role="radiogroup" aria-label="Which lead is kept" className={styles.leads} style={columns}>
          {leads.map((lead) => <KeepChoice key={lead.id} lead={lead} isKept={lead.id === keepId} keep={() => keep(lead.id)} remove={remove} />)}
        </div>
      </Section>
      <Section title="What it says" hint={hintFor(fields.length, isLocked)} flush>
        {fields.map((field) => (
          <div key={field.name} role="radiogroup" aria-label={field.label} className={styles.row} style={columns}>
            <span className={styles.label} aria-hidden>{field.label}</span>
            {field.values.map((value, index) => (
              <ValueChoice
                key={value.leadId} field={field} value={value} lead={leads[index]!} isChosen={values[field.name] === value.leadId} disabled={isLocked || isWaiting}
                choose={() => choose(field.name, value.leadId)}
              />
            ))}
          </div>
        ))}
      </Section>
    </>
  );
}

function hintFor(fields: number, isLocked: boolean): string {
  if (fields === 0) return 'They say the same.';
  return isLocked ? 'A converted lead keeps its own.' : 'Only where they differ';
}

function KeepChoice({ lead, isKept, keep, remove }: { lead: Lead; isKept: boolean; keep: () => void; remove: ((id: string) => void) | undefined }) {
  const id = useId();
  return (
    <div className={isKept ? `${styles.column} ${styles.chosen}` : styles.column}>
      <label htmlFor={id} className={styles.choice}>
        <Radio id={id} name="keep" size="sm" checked={isKept} onChange={keep} aria-label={`Keep ${lead.title}, ${lead.number}`} />
        <span className={styles.words}>
          <b className={styles.title}>{lead.title}</b>
          <span className={styles.dimmed}>{lead.number} · {lead.ownerName ?? 'Unclaimed'}</span>
          <span className={styles.dimmed}><StageName type={lead.status} name={lead.stageName} /></span>
          <span className={styles.dimmed}>
            {lead.lastActivityAt ? <>Last activity <When at={lead.lastActivityAt} as="ago" /></> : <>Came in <When at={lead.createdAt} as="ago" /></>}
          </span>
        </span>
      </label>
      {remove && <IconButton label={`Remove ${lead.title}, ${lead.number}`} onClick={() => remove(lead.id)}><IconX size={16} stroke={1.75} aria-hidden /></IconButton>}
    </div>
  );
}

interface ValueProps { field: MergeField; value: MergeField['values'][number]; lead: Lead; isChosen: boolean; disabled: boolean; choose: () => void }

function ValueChoice({ field, value: { text }, lead, isChosen, disabled, choose }: ValueProps) {
  const words = useWords(field.name, text);
  const id = useId();
  return (
    <label htmlFor={id} className={isChosen ? `${styles.choice} ${styles.chosen}` : styles.choice}>
      <Radio
        id={id} name={`field-${field.name}`} size="sm" checked={isChosen} onChange={choose} disabled={disabled}
        aria-label={`${words ?? 'Empty'}, from ${lead.title}, ${lead.number}`}
      />
      <span className={styles.words}>
        <span className={words ? styles.value : styles.dimmed}>{words ?? 'Empty'}</span>
        <span className={styles.from}>{lead.number}</span>
      </span>
    </label>
  );
}

const phones = new Set(['phone', 'broughtInByContact']);
const amounts = new Set(['agreedInstallationFee', 'agreedMonthlySubscription', 'estimatedValue']);

function useWords(name: string, text: string | null): string | null {
  const { currency, locale } = useLocale();
  if (text === null) return null;
  if (phones.has(name)) return formatPhone(text);
  return amounts.has(name) ? formatMoney(text, currency, locale) : text;
}
