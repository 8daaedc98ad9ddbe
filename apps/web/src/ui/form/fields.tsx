import { PasswordInput, Select, Textarea, TextInput } from '@mantine/core';
import { IconAlertCircle, IconCopy, IconEye, IconEyeOff, IconRefresh } from '@tabler/icons-react';
import { useState, type HTMLInputAutoCompleteAttribute, type ReactNode } from 'react';
import { useLocale } from '../../lib/locale.tsx';
import { phoneComplaint } from '../../lib/phone.ts';
import { randomPassword } from '../../lib/random.ts';
import { copyText } from '../../lib/clipboard.ts';
import { IconButton } from '../button.tsx';
import { showToast } from '../toast.tsx';
import styles from './fields.module.css';
import type { FieldProps } from './use-contract-form.ts';

export interface Shared extends FieldProps {
  label: string;
  /** It is said, but not seen: where what stands around it says the same. */
  hideLabel?: boolean;
  /** What to write, or what becomes of it, below the field. */
  hint?: ReactNode;
  placeholder?: string;
  autoComplete?: HTMLInputAutoCompleteAttribute;
  autoFocus?: boolean;
  disabled?: boolean;
  size?: 'sm' | 'md';
  /** Inside the field, at its start. */
  icon?: ReactNode;
}

interface TextFieldProps extends Shared {
  type?: 'text' | 'email' | 'url' | 'search' | 'date' | 'time';
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'url' | 'tel';
  /** Several lines. */
  rows?: number;
  /** Codes and addresses, letter by letter. */
  monospace?: boolean;
  /** Inside the field, at its end, and how wide it is. */
  end?: ReactNode;
  endWidth?: number;
  onBlur?: () => void;
}

/** One line of text, or with `rows` several. */
export function TextField({ rows, type = 'text', inputMode, monospace, end, endWidth, onBlur, ...props }: TextFieldProps) {
  const { value, onChange, ...shared } = sharedProps(props);
  const text = {
    ...shared,
    value: asText(value),
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
    ...(onBlur ? { onBlur } : {}),
    ...(inputMode ? { inputMode } : {}),
    ...(monospace ? { classNames: { input: styles.monospace! } } : {}),
  };
  if (rows) return <Textarea autosize minRows={rows} maxRows={12} {...text} />;
  return <TextInput type={type} {...text} {...(end ? { rightSection: end, ...(endWidth ? { rightSectionWidth: endWidth } : {}) } : {})} />;
}

/** A phone number as people write it; the country's own rules say at once what is wrong, the server decides. */
export function PhoneField(props: Shared) {
  const { country } = useLocale();
  const [complaint, setComplaint] = useState<string>();
  const typed = asText(props.value);
  const check = async () => setComplaint(typed.trim() ? await phoneComplaint(typed, country) : undefined);
  return (
    <TextField
      autoComplete="tel" inputMode="tel" {...props}
      error={props.error ?? complaint}
      onBlur={() => void check()}
      onChange={(value) => {
        setComplaint(undefined);
        props.onChange(value);
      }}
    />
  );
}

export interface SelectFieldProps extends Shared {
  options: readonly { value: string; label: string; disabled?: boolean }[];
  /** Typing narrows the list down; for more than a handful. */
  searchable?: boolean;
  /** It can be emptied again. */
  clearable?: boolean;
  nothingFound?: string | undefined;
  /** What is typed is looked for elsewhere: these options are what was found, and those of them are shown. */
  search?: { onType: (typed: string) => void; shows: (value: string) => boolean };
}

/** One of a list. */
export function SelectField({ options, searchable = false, clearable = false, nothingFound, search, ...props }: SelectFieldProps) {
  const { value, onChange, maxLength: _maxLength, ...shared } = sharedProps(props);
  return (
    <Select
      {...shared}
      data={[...options]} value={asText(value) || null} onChange={(chosen) => onChange(chosen ?? '')}
      searchable={searchable} clearable={clearable} allowDeselect={clearable}
      {...(search ? { onSearchChange: search.onType, filter: ({ options: all }) => all.filter((one) => !('value' in one) || search.shows(one.value)) } : {})}
      nothingFoundMessage={searchable ? nothingFound ?? 'Nothing like that.' : undefined}
    />
  );
}

interface PasswordFieldProps extends Shared {
  /** Offers to make one up, and to copy it: for passwords that are given to somebody else or to a router. */
  generates?: boolean;
  /** By another rule than that of people’s passwords. */
  makeUp?: () => string;
}

/** A password that can be looked at. */
export function PasswordField({ generates = false, makeUp = randomPassword, ...props }: PasswordFieldProps) {
  const [visible, setVisible] = useState(false);
  const { value, onChange, ...shared } = sharedProps(props);
  const text = asText(value);
  const copy = async () => {
    if (await copyText(text)) showToast({ title: `${props.label} copied.` });
    else setVisible(true);
  };
  return (
    <PasswordInput
      {...shared} value={text} onChange={(event) => onChange(event.currentTarget.value)}
      visible={visible} onVisibilityChange={setVisible}
      rightSectionWidth={generates ? 96 : 40}
      classNames={generates ? { innerInput: styles.monospace! } : {}}
      rightSection={(
        <span className={styles.tools}>
          {generates && (
            <IconButton
              size="sm" label="Make up a password"
              onClick={() => {
                onChange(makeUp());
                setVisible(true);
              }}
            >
              <IconRefresh size={16} stroke={1.75} aria-hidden />
            </IconButton>
          )}
          <IconButton size="sm" label={visible ? 'Hide password' : 'Show password'} onClick={() => setVisible(!visible)}>
            {visible ? <IconEyeOff size={16} stroke={1.75} aria-hidden /> : <IconEye size={16} stroke={1.75} aria-hidden />}
          </IconButton>
          {generates && (
            <IconButton size="sm" label="Copy password" disabled={!text} onClick={() => void copy()}>
              <IconCopy size={16} stroke={1.75} aria-hidden />
            </IconButton>
          )}
        </span>
      )}
    />
  );
}

function sharedProps({ label, hideLabel = false, hint, error, required, maxLength, icon, ...props }: Shared) {
  return {
    ...props,
    ...(hideLabel ? { 'aria-label': label } : { label }),
    required,
    // Most fields are asked for because they are needed; those that are not say so in their label.
    withAsterisk: false,
    ...(maxLength ? { maxLength } : {}),
    ...(hint ? { description: hint } : {}),
    ...(error ? { error: <Complaint>{error}</Complaint> } : {}),
    ...(icon ? { leftSection: icon } : {}),
  };
}

function Complaint({ children }: { children: string }) {
  return (
    <span className={styles.complaint}>
      <IconAlertCircle size={14} stroke={1.75} aria-hidden />
      {children}
    </span>
  );
}

export const asText = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
