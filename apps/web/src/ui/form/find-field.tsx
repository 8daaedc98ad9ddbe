import { useState } from 'react';
import type { AnyEndpoint, Input, Output } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useSettled } from '../../lib/use-settled.ts';
import { SelectField, type SelectFieldProps } from './fields.tsx';

interface Option { value: string; label: string }
type Query<E> = Input<E> extends { query?: infer Asked } ? Partial<NonNullable<Asked>> : never;
type Row<E> = Output<E> extends { data: (infer Item)[] } ? Item : never;

interface Props<E extends AnyEndpoint> extends Omit<SelectFieldProps, 'options' | 'searchable' | 'search'> {
  /** A list that is searched by `q`. */
  from: E;
  query?: Query<E>;
  /** Asked beside it as soon as something is typed. */
  whenTyped?: Query<E>;
  option: (row: Row<E>) => Option;
  /** What the value is called, where it was not chosen here. */
  chosen?: Option | undefined;
  /** Those that are not to be chosen. */
  without?: readonly string[];
  onChange: (value: unknown, label?: string) => void;
}

const shownAtOnce = 20;

/** One record of a list of any length: the server is asked for what is typed, so that the last one is found as the first. */
export function FindField<E extends AnyEndpoint>({ from, query, whenTyped, option, chosen, without = [], onChange, nothingFound, ...field }: Props<E>) {
  const value = typeof field.value === 'string' ? field.value : '';
  const [typed, setTyped] = useState('');
  const [known, setKnown] = useState<Option>();
  const named = value === '' ? undefined : [known, chosen].find((one) => one?.value === value);
  // Once something is chosen its name stands in the field, which is nothing to search for.
  const words = typed === named?.label ? '' : typed.trim();
  const q = useSettled(words);
  const list = useEndpoint<AnyEndpoint>(from, { query: { limit: shownAtOnce, ...query, ...(q ? { q, ...whenTyped } : {}) } } as Input<AnyEndpoint>, { keepPrevious: true });
  const found = ((list.data as { data: Row<E>[] } | undefined)?.data ?? []).map(option).filter((one) => one.value === value || !without.includes(one.value));
  // Its name may have changed since.
  const latest = found.find((one) => one.value === value);
  if (latest && latest.label !== known?.label) setKnown(latest);
  const isLooking = list.isFetching || q !== words;
  return (
    <SelectField
      {...field} searchable maxLength={100}
      // The chosen one has to be among them to be shown by its name.
      options={named && !latest ? [...found, named] : found}
      search={{ onType: setTyped, shows: (one) => !words || found.some((other) => other.value === one) }}
      nothingFound={isLooking ? 'Looking …' : list.error ? 'This did not load.' : nothingFound}
      onChange={(picked) => {
        const picking = found.find((one) => one.value === picked);
        if (picking) setKnown(picking);
        onChange(picked, picking?.label);
      }}
    />
  );
}
