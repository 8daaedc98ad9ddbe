import {
  IconCheckbox,
  IconMail,
  IconMessage,
  IconPencil,
  IconPhoneCheck,
  IconPhoneX,
  IconReceipt,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { NewActivity } from '@lastmile/contracts';
import { formatMoment } from '../../../lib/format.ts';
import { Who, type Context, type Event, type Told } from './telling.tsx';

type Activity = NewActivity['type'];
type Outcome = NonNullable<NewActivity['outcome']>;

const icon = { size: 15, stroke: 1.75 };

const verbs: Record<Activity, [words: string, icon: ReactNode]> = {
  call: ['called', <IconPhoneCheck {...icon} />],
  meeting: ['met them', <IconUsers {...icon} />],
  task: ['finished', <IconCheckbox {...icon} />],
  email: ['sent an email', <IconMail {...icon} />],
  text: ['sent a message', <IconMessage {...icon} />],
  note: ['wrote a note', <IconPencil {...icon} />],
  quote_sent: ['sent a quote', <IconReceipt {...icon} />],
};

const outcomes: Record<Outcome, string> = {
  answered: 'answered',
  voicemail: 'voicemail',
  no_answer: 'no answer',
  interested: 'interested',
  not_interested: 'not interested',
};

/** What somebody did with a lead, how it went, and what comes next. */
export function activitySentence({ actor, changes }: Event, { locale, now }: Context): Told {
  const type = changes.activityType as Activity;
  const outcome = changes.outcome as Outcome | null;
  const body = typeof changes.body === 'string' && changes.body !== '' ? changes.body : null;
  const [verb, glyph] = verbs[type] ?? ['did something', <IconPencil {...icon} />];
  const missed = type === 'call' && (outcome === 'no_answer' || outcome === 'voicemail');
  const isTask = type === 'task';
  const next = nextOf(changes, locale.timezone, now);
  return {
    icon: missed ? <IconPhoneX {...icon} /> : glyph,
    sentence: (
      <>
        <Who actor={actor} />{' '}
        <i>
          {verb}
          {outcome && ','}
        </i>
        {outcome && (
          <>
            {' '}
            <b>{outcomes[outcome] ?? outcome}</b>
          </>
        )}
        {isTask && (
          <>
            {' '}
            <b>{body ?? 'the next step'}</b>
          </>
        )}
      </>
    ),
    ...(next ? { detail: next } : {}),
    ...(body && !isTask ? { quote: body } : {}),
  };
}

function nextOf(changes: Event['changes'], timezone: string, now: number): string | null {
  if (!('followUpAt' in changes)) return null;
  const { followUpAt: at, followUpNote: note } = changes as { followUpAt: string | null; followUpNote?: string | null };
  if (!at) return 'No next step.';
  return `Next step ${formatMoment(at, timezone, now)}${note ? ` · ${note}` : ''}`;
}
