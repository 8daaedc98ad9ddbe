import {
  IconAlertTriangle, IconArrowRight, IconCircleCheck, IconForms, IconPencil, IconPlus, IconRefresh, IconRestore, IconRouter, IconTrash,
  IconUserCheck, IconUserShare,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { listEvents, type Output } from '@lastmile/contracts';
import type { Locale } from '../../../lib/locale.tsx';
import { Anchor, type HistoryEntry } from '../../../ui/index.ts';
import { activitySentence } from './activity-sentence.tsx';
import { fieldChanges, nextStepIn, type FieldChange, type Names } from './changed-fields.ts';

export type Event = Pick<Output<typeof listEvents>['data'][number], 'id' | 'type' | 'at' | 'actor' | 'changes'>;
export type Told = Pick<HistoryEntry, 'icon' | 'tone' | 'sentence' | 'detail' | 'quote'>;

export interface Context {
  names: Names;
  locale: Locale;
  now: number;
}

const icon = { size: 15, stroke: 1.75 };
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Who did it, as a word for the beginning of a sentence. */
export function Who({ actor }: { actor: Event['actor'] }) {
  if (actor.kind === 'prospect') return <b>The customer</b>;
  return <b>{actor.kind === 'system' ? 'Lastmile' : actor.name}</b>;
}

type Teller = (event: Event, context: Context) => Told;

const tellers: Record<string, Teller> = {
  'lead.created': created,
  'lead.updated': updated,
  'lead.stage_changed': stageChanged,
  'lead.claimed': ({ actor }) => ({ icon: <IconUserCheck {...icon} />, sentence: <><Who actor={actor} /> <i>claimed the lead</i></> }),
  'lead.assigned': assigned,
  'lead.enquired_again': enquiredAgain,
  'lead.deleted': ({ actor }) => ({ icon: <IconTrash {...icon} />, sentence: <><Who actor={actor} /> <i>deleted the lead</i></> }),
  'lead.restored': ({ actor }) => ({ icon: <IconRestore {...icon} />, sentence: <><Who actor={actor} /> <i>brought the lead back</i></> }),
  'lead.converted': converted,
  'activity.logged': activitySentence,
  'conversion.started': conversionStarted,
  'conversion.retried': ({ actor }) => ({ icon: <IconRefresh {...icon} />, sentence: <><Who actor={actor} /> <i>tried to convert again</i></> }),
  'conversion.failed': ({ changes }) => ({
    icon: <IconAlertTriangle {...icon} />, tone: 'bad', sentence: <b>Not converted</b>, quote: text(changes.problem),
  }),
};

/** An event of a lead as a sentence. One that is younger than this page is told by its type, so that nothing is hidden. */
export function tell(event: Event, context: Context): Told {
  const teller = tellers[event.type];
  if (teller) return teller(event, context);
  const words = event.type.replaceAll(/[._]/g, ' ');
  return { icon: <IconArrowRight {...icon} />, sentence: <><Who actor={event.actor} /> <i>· {words}</i></> };
}

function created({ actor, changes }: Event, { names }: Context): Told {
  const source = text(changes.source);
  const from = source && (names.sources.get(source) ?? source.replaceAll('_', ' '));
  if (actor.kind === 'prospect') {
    return { icon: <IconForms {...icon} />, sentence: <><b>Came in</b> <i>through the signup form{from && ` · ${from}`}</i></> };
  }
  return { icon: <IconPlus {...icon} />, sentence: <><Who actor={actor} /> <i>added the lead{from && ` · ${from}`}</i></> };
}

function updated({ actor, changes }: Event, { names, locale, now }: Context): Told {
  const told = fieldChanges(changes, names, locale);
  const step = nextStepIn(changes, locale, now);
  const next = step && (step.when ? `Next step ${step.when}${step.note ? ` · ${step.note}` : ''}` : step.note ? `Next step: ${step.note}` : 'No next step any more');
  const [first] = told;
  if (!first) {
    return { icon: <IconPencil {...icon} />, sentence: <><Who actor={actor} /> <i>planned the next step</i></>, ...(next ? { detail: next } : {}) };
  }
  const lines: ReactNode[] = [...(told.length > 1 ? told.map((change) => <FieldLine key={change.label} change={change} />) : []), ...(next ? [<div key="next">{next}</div>] : [])];
  return {
    icon: <IconPencil {...icon} />,
    sentence: <><Who actor={actor} /> {told.length > 1 ? <i>changed {told.length} details</i> : <OneChange change={first} />}</>,
    ...(lines.length > 0 ? { detail: lines } : {}),
  };
}

function OneChange({ change: { label, from, to, isLong } }: { change: FieldChange }) {
  if (isLong) return <i>changed the {label}</i>;
  if (to === null) return <><i>took away the {label}</i> {from}</>;
  if (from === null) return <><i>set the {label} to</i> {to}</>;
  return <><i>changed the {label} from</i> {from} <i>to</i> {to}</>;
}

function FieldLine({ change: { label, from, to, isLong } }: { change: FieldChange }) {
  const name = label.charAt(0).toUpperCase() + label.slice(1);
  return <div>{isLong ? `${name} changed` : `${name}: ${from ?? 'empty'} → ${to ?? 'empty'}`}</div>;
}

function stageChanged({ actor, changes }: Event): Told {
  const reason = text(changes.lostReason);
  const tone = changes.status === 'won' ? 'ok' : changes.status === 'lost' ? 'bad' : 'plain';
  return {
    icon: <IconArrowRight {...icon} />, tone,
    sentence: <><i>Moved from</i> {text(changes.fromName)} <i>to</i> {text(changes.toName)} <i>by</i> <Who actor={actor} /></>,
    ...(reason ? { detail: `Reason: ${reason}` } : {}),
  };
}

function assigned({ actor, changes }: Event): Told {
  const to = text(changes.toName);
  const from = text(changes.fromName);
  return {
    icon: <IconUserShare {...icon} />,
    sentence: to
      ? <><Who actor={actor} /> <i>gave the lead to</i> <b>{to}</b>{from && <i>, it was {from}’s</i>}</>
      : <><Who actor={actor} /> <i>took the lead from</i> {from ?? 'its owner'}<i>; anybody can claim it</i></>,
  };
}

function enquiredAgain({ changes }: Event, { names }: Context): Told {
  const offer = text(changes.offerId);
  const asked = [offer && names.offers.get(offer), text(changes.location) ?? text(changes.city)].filter(Boolean).join(' · ');
  return {
    icon: <IconForms {...icon} />, tone: 'lit', sentence: <><b>Asked again</b> <i>through the signup form</i></>, ...(asked ? { detail: asked } : {}),
  };
}

function conversionStarted({ actor, changes }: Event): Told {
  const user = changes.routerUser as { username?: string; routerName?: string } | null | undefined;
  return {
    icon: <IconRouter {...icon} />, sentence: <><Who actor={actor} /> <i>started the conversion</i></>,
    ...(user?.username ? { detail: `With the user ${user.username} on ${user.routerName ?? 'the router'}` } : {}),
  };
}

function converted({ changes }: Event): Told {
  const [id, number] = [text(changes.subscriberId), text(changes.subscriberNumber)];
  return {
    icon: <IconCircleCheck {...icon} />, tone: 'ok',
    sentence: <><b>Became a subscriber</b>{id && <> <Anchor component={Link} to={`/subscribers/${id}`}>{number ?? 'Open'}</Anchor></>}</>,
  };
}
