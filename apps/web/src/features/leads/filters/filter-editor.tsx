import { useState, type FormEvent } from 'react';
import { useLocale } from '../../../lib/locale.tsx';
import { usePhone } from '../../../lib/viewport.ts';
import { useNow } from '../../../lib/now.ts';
import { Button, Checkbox, Choices, DecimalField, SearchField, TextField } from '../../../ui/index.ts';
import styles from './filter-editor.module.css';
import type { Choice, FilterField } from './filter-field.ts';
import { daysInWords } from './filter-words-for-people.ts';

interface Props {
  field: FilterField;
  value: string | null;
  onChange: (value: string | null) => void;
  /** Called when there is nothing more to set. */
  onDone: () => void;
}

/** Sets one filter, by its kind: boxes to tick, part of a text, from and to. */
export function FilterEditor({ field, ...props }: Props) {
  switch (field.kind) {
    case 'choices': return <TickChoices field={field} {...props} />;
    case 'yesNo': return <YesOrNo field={field} {...props} />;
    case 'text': return <PartOfText field={field} {...props} />;
    case 'amounts': return <Amounts field={field} {...props} />;
    case 'days': return <Days field={field} {...props} />;
    case 'told': return null;
  }
}

/** With more than these one looks for a choice by typing. */
const many = 9;

function TickChoices({ field: { label, choices = [], none }, value, onChange }: Props) {
  const phone = usePhone();
  const [typed, setTyped] = useState('');
  const all: readonly Choice[] = [...(none ? [{ value: 'none', label: none }] : []), ...choices];
  // The address follows a moment later than the boxes: two quick ticks would otherwise start from the same values.
  const [ticked, setTicked] = useState(() => tickedOf(value, all));
  const tick = (now: string[]) => {
    setTicked(now);
    onChange(now.length > 0 ? now.join(',') : null);
  };
  const shown = all.filter((choice) => choice.label.toLowerCase().includes(typed.toLowerCase()));
  return (
    <div className={styles.editor}>
      {all.length > many && <SearchField label={`Find in ${label.toLowerCase()}`} value={typed} onChange={setTyped} />}
      <Checkbox.Group value={ticked} onChange={tick} aria-label={label}>
        <div className={styles.boxes}>
          {shown.map((choice) => (
            <Checkbox
              key={choice.value} value={choice.value} size={phone ? 'md' : 'sm'} className={styles.box!}
              label={<span className={styles.words}>{choice.icon}{choice.label}</span>}
            />
          ))}
        </div>
      </Checkbox.Group>
      {shown.length === 0 && <p className={styles.nothing}>{typed ? `Nothing called “${typed}”.` : 'There is nothing to choose from yet.'}</p>}
    </div>
  );
}

/** A choice may have a comma in it; then the whole value is that one. */
function tickedOf(value: string | null, choices: readonly Choice[]): string[] {
  if (value === null) return [];
  return choices.some((choice) => choice.value === value) ? [value] : value.split(',');
}

function YesOrNo({ field: { label }, value, onChange, onDone }: Props) {
  return (
    <Choices
      label={label} hideLabel value={value as 'true' | 'false' | null} grid
      choices={[{ value: 'true', label: 'Yes' }, { value: 'false', label: 'No' }]}
      onChange={(chosen) => {
        onChange(chosen);
        onDone();
      }}
    />
  );
}

function PartOfText({ field: { label, name }, value, onChange, onDone }: Props) {
  const [typed, setTyped] = useState(value ?? '');
  return (
    <Asking
      onAsk={() => {
        onChange(typed.trim() || null);
        onDone();
      }}
    >
      <TextField
        {...plain} name={name} label={`${label} contains`} value={typed} maxLength={501} autoFocus
        onChange={(text) => setTyped(String(text))}
      />
    </Asking>
  );
}

const amount = /^\d{1,12}(\.\d{1,2})?$/;

function Amounts({ field: { label, none }, value, onChange, onDone }: Props) {
  const [first = '', last = first] = value === null || value === 'none' ? [] : value.split('..');
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState(last);
  const complaint = (text: string) => (text === '' || amount.test(text) ? undefined : 'Write a number.');
  const isReversed = from !== '' && to !== '' && Number(from) > Number(to);
  const isWrong = Boolean(complaint(from) ?? complaint(to)) || isReversed;
  return (
    <Asking
      isWrong={isWrong}
      onAsk={() => {
        onChange(rangeOf(from, to));
        onDone();
      }}
      none={none} onNone={() => {
        onChange('none');
        onDone();
      }}
    >
      <div className={styles.range} role="group" aria-label={label}>
        <DecimalField {...plain} name="from" label="From" value={from} error={complaint(from)} autoFocus onChange={(text) => setFrom(String(text))} />
        <DecimalField
          {...plain} name="to" label="To" value={to}
          error={complaint(to) ?? (isReversed ? 'More than “From”.' : undefined)} onChange={(text) => setTo(String(text))}
        />
      </div>
    </Asking>
  );
}

const pastDays = ['today', 'yesterday', 'this_week', 'last_week', 'this_month', 'last_month', 'last_7_days', 'last_30_days', 'over_30_days_ago'];
const daysAhead = ['today', 'tomorrow', 'this_week', 'next_week', 'this_month', 'next_7_days'];

function Days({ field: { label, none, ahead = false }, value, onChange, onDone }: Props) {
  const { timezone } = useLocale();
  const now = useNow();
  const presets = ahead ? daysAhead : pastDays;
  const isOwn = value !== null && value !== 'none' && !/[a-z]/.test(value);
  const [first = '', last = first] = isOwn ? value.split('..') : [];
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState(last);
  const isReversed = from !== '' && to !== '' && from > to;
  const choose = (chosen: string | null) => {
    onChange(chosen);
    onDone();
  };
  return (
    <div className={styles.editor}>
      <Choices
        label={label} hideLabel value={value}
        choices={[...presets.map((preset) => ({ value: preset, label: daysInWords(preset, timezone, now) })), ...(none ? [{ value: 'none', label: none }] : [])]}
        onChange={choose}
      />
      <Asking isWrong={isReversed} onAsk={() => choose(rangeOf(from, to))}>
        <div className={styles.range} role="group" aria-label={`${label}: days of your own`}>
          <TextField {...plain} name="from" type="date" label="From" value={from} onChange={(day) => setFrom(String(day))} />
          <TextField
            {...plain} name="to" type="date" label="To" value={to} error={isReversed ? 'Before “From”.' : undefined}
            onChange={(day) => setTo(String(day))}
          />
        </div>
      </Asking>
    </div>
  );
}

/** `1000..2500`, `1000..`, `..2500`; null for neither. */
function rangeOf(from: string, to: string): string | null {
  if (from === '' && to === '') return null;
  return from === to ? from : `${from}..${to}`;
}

const plain = { error: undefined, required: false, maxLength: undefined } as const;

interface AskingProps {
  children: React.ReactNode;
  onAsk: () => void;
  isWrong?: boolean;
  /** Another button, for leads that lack it. */
  none?: string | undefined;
  onNone?: () => void;
}

/** What is typed is asked for by Enter or the button, and not at every letter. */
function Asking({ children, onAsk, isWrong = false, none, onNone }: AskingProps) {
  const asked = (event: FormEvent) => {
    event.preventDefault();
    if (!isWrong) onAsk();
  };
  return (
    <form className={styles.editor} onSubmit={asked}>
      {children}
      <div className={styles.buttons}>
        {none && onNone && <Button onClick={onNone}>{none}</Button>}
        <Button look="primary" type="submit" disabled={isWrong}>Show</Button>
      </div>
    </form>
  );
}
