import { useState, type ReactNode } from 'react';
import { useLocale } from '../../lib/locale.tsx';
import { ambiguityIn, readNumber } from '../../lib/typed-number.ts';
import { asText, TextField, type Shared } from './fields.tsx';
import styles from './fields.module.css';

interface DecimalFieldProps extends Shared {
  /** Of a percentage there are no thousands, so a point always begins its decimals. */
  isPercent?: boolean;
  end?: ReactNode;
  endWidth?: number;
}

/** An amount or a percentage, with at most two decimals: typed with the signs that people use, handed on as the bare digits that the contract wants. */
export function DecimalField({ isPercent = false, ...props }: DecimalFieldProps) {
  const [typed, setTyped] = useState('');
  const [hasLeft, setLeft] = useState(false);
  const places = isPercent ? Infinity : 2;
  const bare = (text: string) => readNumber(text, places) ?? text;
  // What the form itself put there since, such as a package's price, is shown in place of what was typed.
  const text = bare(typed) === asText(props.value) ? typed : asText(props.value);
  const complaint = ambiguityIn(text, places);
  return (
    <TextField
      inputMode="decimal" {...props} value={text}
      error={(props.error || hasLeft) && complaint ? complaint : props.error}
      onBlur={() => setLeft(true)}
      onChange={(value) => {
        setLeft(false);
        setTyped(String(value));
        props.onChange(bare(String(value)));
      }}
    />
  );
}

/** An amount of the organization's currency, which stands in the field before it. */
export function MoneyField({ monthly = false, ...field }: Omit<Shared, 'icon'> & { monthly?: boolean }) {
  const { currency } = useLocale();
  return (
    <DecimalField
      {...field}
      icon={<span className={styles.unit}>{currency}</span>}
      {...(monthly ? { end: <span className={styles.unit}>a month</span>, endWidth: 76 } : {})}
    />
  );
}
