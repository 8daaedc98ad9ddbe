import { IconArrowsJoin2, IconArrowsSplit2 } from '@tabler/icons-react';
import { FieldLine } from './change-sentences.tsx';
import { fieldChanges } from './changed-fields.ts';
import { Who, type Context, type Event, type Told } from './telling.tsx';

const icon = { size: 15, stroke: 1.75 };

interface NumberedLead { id: string; number: string }
interface LeftValue { number: string; field: string; label: string; value: unknown }

const listed = (words: readonly string[]): string => new Intl.ListFormat('en', { type: 'conjunction' }).format(words);
const numbersIn = (changes: Event['changes']): string => listed(((changes.merged ?? []) as NumberedLead[]).map(({ number }) => number));
const numberIn = (lead: unknown): string => (lead as NumberedLead | undefined)?.number ?? 'another lead';

/** Which leads went into this one, what it got from them, and what of theirs it did not. */
export function merged({ actor, changes }: Event, { names, locale }: Context): Told {
  const told = fieldChanges((changes.changed ?? {}) as Event['changes'], names, locale);
  const left = ((changes.left ?? []) as LeftValue[]).map(({ number, field, label, value }) => ({ number, change: leftInWords(field, label, value, names, locale) }));
  return {
    icon: <IconArrowsJoin2 {...icon} />,
    tone: 'lit',
    sentence: (
      <>
        <Who actor={actor} /> <i>merged</i> {numbersIn(changes)} <i>into this lead</i>
      </>
    ),
    ...(told.length + left.length > 0
      ? {
          detail: (
            <>
              {told.map((change) => <FieldLine key={change.label} change={change} />)}
              {left.map(({ number, change }) => <div key={`${number}/${change}`}>{number} had {change}</div>)}
            </>
          ),
        }
      : {}),
  };
}

/** A value that nobody took, as it would be told if it were changed to. */
function leftInWords(field: string, label: string, value: unknown, names: Context['names'], locale: Context['locale']): string {
  const [change] = fieldChanges({ [field]: { from: null, to: value } }, names, locale);
  return `${label}: ${change && !change.isLong && change.to ? change.to : String(value)}`;
}

/** That the lead was another one for a while. */
export function mergedInto({ actor, changes }: Event): Told {
  return {
    icon: <IconArrowsJoin2 {...icon} />,
    sentence: (
      <>
        <Who actor={actor} /> <i>merged the lead into</i> {numberIn(changes.into)}
      </>
    ),
  };
}

/** That leads were taken apart again: told of the one that was kept, and of each that came back. */
export function unmerged({ actor, changes }: Event): Told {
  return {
    icon: <IconArrowsSplit2 {...icon} />,
    sentence: changes.from ? (
      <>
        <Who actor={actor} /> <i>undid the merge into</i> {numberIn(changes.from)}
      </>
    ) : (
      <>
        <Who actor={actor} /> <i>undid the merge of</i> {numbersIn(changes)}
      </>
    ),
  };
}
