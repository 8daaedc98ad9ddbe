import {
  IconCalendarPlus,
  IconCheckbox,
  IconMail,
  IconMessage,
  IconPencil,
  IconPhoneCheck,
  IconPhoneX,
  IconReceipt,
  IconTrash,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { NewActivity } from '@lastmile/contracts';
import { formatMoment } from '../../../lib/format.ts';
import { textOf, Who, type Context, type Event, type Told } from './telling.tsx';

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
export function activitySentence({ type: eventType, actor, changes, activity, activityDeleted }: Event, { locale, now }: Context): Told {
  // What was written may have been mended since; what the event says is how it was first.
  const type = (activity?.type ?? changes.activityType) as Activity;
  const outcome = (activity ? activity.outcome : changes.outcome) as Outcome | null;
  const body = activity ? activity.body : textOf(changes.body);
  const subject = activity?.subject ?? textOf(changes.subject);
  const [verb, glyph] = verbs[type] ?? ['did something', <IconPencil {...icon} />];
  const missed = type === 'call' && (outcome === 'no_answer' || outcome === 'voicemail');
  const isTask = type === 'task';
  const about = subject ?? (isTask ? body : null);
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
        {isTask ? (
          <>
            {' '}
            <b>{about ?? 'the next step'}</b>
          </>
        ) : (
          about && <i> · {about}</i>
        )}
        {eventType === 'activity.completed' && !isTask && <i>, as planned</i>}
        {activityDeleted && <i> · deleted since</i>}
        {activity?.isEdited && <i> · edited</i>}
      </>
    ),
    ...(next ? { detail: next } : {}),
    ...(body && body !== about ? { quote: body } : {}),
  };
}

function nextOf(changes: Event['changes'], timezone: string, now: number): string | null {
  if (!('followUpAt' in changes)) return null;
  const { followUpAt: at, followUpNote: note } = changes as { followUpAt: string | null; followUpNote?: string | null };
  if (!at) return 'No next step.';
  return `Next step ${formatMoment(at, timezone, now)}${note ? ` · ${note}` : ''}`;
}

const nouns: Record<Activity, string> = {
  call: 'a call',
  meeting: 'a meeting',
  task: 'a task',
  email: 'an email',
  text: 'a message',
  note: 'a note',
  quote_sent: 'a quote',
};
const nounOf = ({ activity, changes }: Event) => nouns[(activity?.type ?? changes.activityType) as Activity] ?? 'an activity';

/** What somebody means to do, and when. */
export function activityPlanned(event: Event, { locale, now }: Context): Told {
  const { actor, changes, activity } = event;
  const dueAt = textOf(changes.dueAt);
  const subject = activity?.subject ?? textOf(changes.subject);
  return {
    icon: <IconCalendarPlus {...icon} />,
    sentence: (
      <>
        <Who actor={actor} /> <i>planned {nounOf(event)}</i> {subject && <b>{subject}</b>}
        {activity?.status === 'cancelled' && <i> · called off since</i>}
        {event.activityDeleted && <i> · deleted since</i>}
      </>
    ),
    ...(dueAt ? { detail: formatMoment(dueAt, locale.timezone, now) } : {}),
  };
}

/** That an activity was mended, moved to another day or called off. */
export function activityUpdated(event: Event, { locale, now }: Context): Told {
  const changed = (event.changes.changed ?? {}) as Record<string, { to?: unknown }>;
  const status = changed.status?.to;
  const verb = status === 'cancelled' ? 'called off' : status === 'done' ? 'finished' : changed.dueAt && !changed.body ? 'moved' : 'edited';
  const due = textOf(changed.dueAt?.to);
  return {
    icon: <IconPencil {...icon} />,
    sentence: (
      <>
        <Who actor={event.actor} /> <i>{verb} {nounOf(event)}</i>{' '}
        {textOf(event.changes.subject)}
      </>
    ),
    ...(verb === 'moved' && due ? { detail: `To ${formatMoment(due, locale.timezone, now)}` } : {}),
  };
}

/** That an activity was taken away; what was written in it is gone. */
export function activityDeletedSentence(event: Event): Told {
  return {
    icon: <IconTrash {...icon} />,
    sentence: (
      <>
        <Who actor={event.actor} /> <i>deleted {nounOf(event)}</i> {textOf(event.changes.subject)}
      </>
    ),
  };
}
