import { madeUpPassword, previewUsernames, type PasswordRule } from '@lastmile/contracts';
import { randomBelow } from '../../lib/random.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useSettled } from '../../lib/use-settled.ts';
import { FieldRow, RadioField, Section, SelectField, TextField, type FieldProps } from '../../ui/index.ts';
import styles from './conversion-settings-page.module.css';

interface Form {
  values: Readonly<Record<string, unknown>>;
  field: (name: 'usernamePattern' | 'passwordKind' | 'passwordLength' | 'passwordAlphabet') => FieldProps;
}

const kinds: { value: PasswordRule['passwordKind']; label: string; hint: string }[] = [
  { value: 'characters', label: 'Characters', hint: 'Short, typed once.' },
  { value: 'words', label: 'Words', hint: 'Four words and two digits, easy to read out.' },
  { value: 'by_hand', label: 'By hand', hint: 'Whoever converts says one.' },
];
const alphabets: { value: PasswordRule['passwordAlphabet']; label: string }[] = [
  { value: 'readable', label: 'Letters and digits that read well' },
  { value: 'digits', label: 'Digits only' },
  { value: 'mixed', label: 'Capitals and signs too' },
];

/** What router users are called and which passwords they get, each with what it makes. */
export function UsernameAndPassword({ form }: { form: Form }) {
  const rule = form.values as unknown as PasswordRule;
  return (
    <Section title="Router users">
      <div className={styles.fields}>
        <div className={styles.shown}>
          <TextField
            label="User names" monospace {...form.field('usernamePattern')}
            hint="{initial} {first_name} {last_name} {number} {phone} {next} {rand}; {phone|4} are its last four digits, {next|4} pads with zeros."
          />
          <Usernames pattern={String(form.values.usernamePattern ?? '')} />
        </div>
        <RadioField label="Passwords" options={kinds} {...form.field('passwordKind')} />
        {rule.passwordKind === 'characters' && (
          <FieldRow>
            <TextField label="Characters" inputMode="numeric" {...form.field('passwordLength')} hint="6 to 32." />
            <SelectField label="Made of" options={alphabets} {...form.field('passwordAlphabet')} />
          </FieldRow>
        )}
        <Password rule={rule} />
      </div>
    </Section>
  );
}

/** What the pattern makes of the newest leads, or what is wrong with it, while it is being written. */
function Usernames({ pattern }: { pattern: string }) {
  const asked = useSettled(pattern);
  const preview = useEndpoint(previewUsernames, { body: { usernamePattern: asked } }, { enabled: asked.trim() !== '', keepPrevious: true });
  if (asked.trim() === '') return null;
  if (preview.error) return <p className={styles.complaint} role="status">{preview.error.errors[0]?.detail ?? preview.error.detail}</p>;
  return (
    <p className={styles.preview} role="status">
      {preview.data ? preview.data.usernames.map(({ lead, username }) => <span key={lead}>{lead}: <code>{username}</code></span>) : ' '}
    </p>
  );
}

function Password({ rule }: { rule: PasswordRule }) {
  const length = Number(rule.passwordLength);
  const isPossible = Number.isInteger(length) && length >= 6 && length <= 32;
  const example = isPossible ? madeUpPassword({ ...rule, passwordLength: length }, randomBelow) : null;
  return example && <p className={styles.preview}>For example <code>{example}</code></p>;
}
