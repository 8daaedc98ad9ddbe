import { IconFileInvoice } from '@tabler/icons-react';
import { Link } from 'react-router';
import { formatNear, formatMoney } from '../../../lib/format.ts';
import { Anchor } from '../../../ui/index.ts';
import { textOf, Who, type Context, type Event, type Told } from './telling.tsx';

const icon = <IconFileInvoice size={15} stroke={1.75} />;
const byWay: Record<string, string> = { email: 'by email', sms: 'by text' };

/** The quote by its number, as a link to it. */
function Quote({ changes }: { changes: Event['changes'] }) {
  const [id, number] = [textOf(changes.quoteId), textOf(changes.number) ?? 'a quote'];
  return id ? <Anchor component={Link} to={`/quotes/${id}`} inherit>quote {number}</Anchor> : <>quote {number}</>;
}

const amountOf = ({ changes }: Event, { locale }: Context): string | null => {
  const total = textOf(changes.total);
  return total && Number(total) > 0 ? formatMoney(total, textOf(changes.currency) ?? locale.currency, locale.locale) : null;
};

const waysOf = (changes: Event['changes']): string => {
  const ways = (Array.isArray(changes.channels) ? changes.channels : []).map((one) => byWay[String(one)]).filter(Boolean);
  return ways.length > 0 ? ` ${ways.join(' and ')}` : '';
};

type Teller = (event: Event, context: Context) => Told;

const told = (verb: string, more: (event: Event, context: Context) => Partial<Told> = () => ({})): Teller => (event, context) => ({
  icon, sentence: <><Who actor={event.actor} /> <i>{verb}</i> <Quote changes={event.changes} /></>, ...more(event, context),
});
const detail = (text: string | null): Partial<Told> => (text ? { detail: text } : {});
const quoted = (text: string | null): Partial<Told> => (text ? { quote: text } : {});

/** What was done with quotes of a lead, as sentences. */
export const quoteTellers: Record<string, Teller> = {
  'quote.created': told('drafted', (event, context) => detail(amountOf(event, context))),
  'quote.updated': told('changed', (event, context) => detail(amountOf(event, context))),
  'quote.revised': told('revised a quote as'),
  'quote.deleted': ({ actor, changes }) => ({ icon, sentence: <><Who actor={actor} /> <i>deleted</i> quote {textOf(changes.number)}</> }),
  'quote.scheduled': ({ actor, changes }, { locale, now }) => ({
    icon, sentence: <><Who actor={actor} /> <i>had</i> <Quote changes={changes} /> <i>wait for its time</i></>,
    ...detail(textOf(changes.sendAt) && `Goes out ${formatNear(textOf(changes.sendAt)!, locale.timezone, now)}${waysOf(changes)}`),
  }),
  'quote.held_back': told('held back'),
  'quote.not_sent': ({ changes }) => ({ icon, tone: 'bad', sentence: <><b>Not sent:</b> <Quote changes={changes} /></>, ...quoted(textOf(changes.reason)) }),
  'quote.sent': (event, context) => ({
    icon, tone: 'lit', sentence: <><Who actor={event.actor} /> <i>sent</i> <Quote changes={event.changes} /><i>{event.changes.again ? ' again' : ''}{waysOf(event.changes)}</i></>,
    ...detail(amountOf(event, context)),
  }),
  'quote.opened': told('opened', () => ({ tone: 'lit' })),
  'quote.accepted': (event, context) => ({
    icon, tone: 'lit', sentence: <><Who actor={event.actor} /> <i>{event.actor.kind === 'prospect' ? 'accepted' : 'recorded that the customer accepted'}</i> <Quote changes={event.changes} /></>,
    ...detail(amountOf(event, context)), ...quoted(textOf(event.changes.note) ?? textOf(event.changes.reason)),
  }),
  'quote.rejected': ({ actor, changes }) => ({
    icon, tone: 'bad', sentence: <><Who actor={actor} /> <i>{actor.kind === 'prospect' ? 'declined' : 'recorded that the customer declined'}</i> <Quote changes={changes} /></>,
    ...quoted(textOf(changes.reason)),
  }),
  'quote.question_asked': ({ changes }) => ({ icon, tone: 'lit', sentence: <><b>The customer</b> <i>asked about</i> <Quote changes={changes} /></>, ...quoted(textOf(changes.question)) }),
  'quote.expired': ({ changes }) => ({ icon, sentence: <><b>Expired:</b> <Quote changes={changes} /></> }),
};
