import { IconCircleCheck, IconForms, IconPlus, IconRadar2, IconRouter } from '@tabler/icons-react';
import { Link } from 'react-router';
import { formatMoney } from '../../../lib/format.ts';
import { Anchor } from '../../../ui/index.ts';
import { textOf as text, Who, type Context, type Event, type Told } from './telling.tsx';

const icon = { size: 15, stroke: 1.75 };

/** How a lead came in, through the form or by hand. */
export function created({ actor, changes }: Event, { names }: Context): Told {
  const source = text(changes.source);
  const from = source && (names.sources.get(source) ?? source.replaceAll('_', ' '));
  if (actor.kind === 'prospect') {
    return {
      icon: <IconForms {...icon} />,
      sentence: (
        <>
          <b>Came in</b> <i>through the signup form{from && ` · ${from}`}</i>
        </>
      ),
    };
  }
  return {
    icon: <IconPlus {...icon} />,
    sentence: (
      <>
        <Who actor={actor} /> <i>added the lead{from && ` · ${from}`}</i>
      </>
    ),
  };
}

/** That somebody with an open lead wrote once more. */
export function enquiredAgain({ changes }: Event, { names }: Context): Told {
  const offer = text(changes.offerId);
  const asked = [offer && names.offers.get(offer), text(changes.location) ?? text(changes.city)]
    .filter(Boolean)
    .join(' · ');
  return {
    icon: <IconForms {...icon} />,
    tone: 'lit',
    sentence: (
      <>
        <b>Asked again</b> <i>through the signup form</i>
      </>
    ),
    ...(asked ? { detail: asked } : {}),
  };
}

/** That another system saw them do something. */
export function captured({ changes }: Event, { names, locale }: Context): Told {
  const source = text(changes.source);
  const worth = text(changes.estimatedValue);
  return {
    icon: <IconRadar2 {...icon} />,
    tone: 'lit',
    sentence: (
      <>
        <b>{(source && names.sources.get(source)) ?? 'Something'}</b> <i>was captured{worth && ` · ${formatMoney(worth, locale.currency, locale.locale)}`}</i>
      </>
    ),
  };
}

/** Who began to make a subscriber of it, and with which router user. */
export function conversionStarted({ actor, changes }: Event): Told {
  const user = changes.routerUser as { username?: string; routerName?: string } | null | undefined;
  return {
    icon: <IconRouter {...icon} />,
    sentence: (
      <>
        <Who actor={actor} /> <i>started the conversion</i>
      </>
    ),
    ...(user?.username ? { detail: `With the user ${user.username} on ${user.routerName ?? 'the router'}` } : {}),
  };
}

/** What became of it. */
export function converted({ changes }: Event): Told {
  const [id, number] = [text(changes.subscriberId), text(changes.subscriberNumber)];
  return {
    icon: <IconCircleCheck {...icon} />,
    tone: 'ok',
    sentence: (
      <>
        <b>Became a subscriber</b>
        {id && (
          <>
            {' '}
            <Anchor component={Link} to={`/subscribers/${id}`}>
              {number ?? 'Open'}
            </Anchor>
          </>
        )}
      </>
    ),
  };
}
