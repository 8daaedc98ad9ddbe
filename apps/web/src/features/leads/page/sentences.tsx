import {
  IconAlertTriangle,
  IconArrowRight,
  IconRefresh,
  IconRestore,
  IconTrash,
  IconUserCheck,
} from '@tabler/icons-react';
import { activityDeletedSentence, activityPlanned, activitySentence, activityUpdated } from './activity-sentence.tsx';
import { assigned, returned, stageChanged, updated } from './change-sentences.tsx';
import { fileAdded, fileChanged, fileRemoved, fileRestored } from './file-sentences.tsx';
import { captured, conversionStarted, converted, created, enquiredAgain } from './origin-sentences.tsx';
import { erased, reopened } from './closing-sentences.tsx';
import { merged, mergedInto, unmerged } from './merge-sentences.tsx';
import { messageDelivered, messageFailed, messageSent } from './message-sentences.tsx';
import { quoteTellers } from './quote-sentences.tsx';
import { overrideRemoved, scoreOverridden } from './score-sentences.tsx';
import { tagged } from './tag-sentence.tsx';
import { textOf, Who, type Context, type Event, type Told } from './telling.tsx';

const icon = { size: 15, stroke: 1.75 };

type Teller = (event: Event, context: Context) => Told;

const tellers: Record<string, Teller> = {
  'lead.created': created,
  'lead.updated': updated,
  'lead.stage_changed': stageChanged,
  'lead.claimed': ({ actor }) => ({
    icon: <IconUserCheck {...icon} />,
    sentence: (
      <>
        <Who actor={actor} /> <i>claimed the lead</i>
      </>
    ),
  }),
  'lead.assigned': assigned,
  'lead.returned': returned,
  'lead.enquired_again': enquiredAgain,
  'lead.captured': captured,
  'lead.tagged': tagged,
  'lead.score_overridden': scoreOverridden,
  'lead.score_override_removed': overrideRemoved,
  'lead.deleted': ({ actor }) => ({
    icon: <IconTrash {...icon} />,
    sentence: (
      <>
        <Who actor={actor} /> <i>deleted the lead</i>
      </>
    ),
  }),
  'lead.restored': ({ actor }) => ({
    icon: <IconRestore {...icon} />,
    sentence: (
      <>
        <Who actor={actor} /> <i>brought the lead back</i>
      </>
    ),
  }),
  'lead.converted': converted,
  'lead.reopened': reopened,
  'lead.erased': erased,
  'lead.merged': merged,
  'lead.merged_into': mergedInto,
  'lead.unmerged': unmerged,
  'activity.logged': activitySentence,
  'activity.completed': activitySentence,
  'activity.planned': activityPlanned,
  'activity.updated': activityUpdated,
  'activity.deleted': activityDeletedSentence,
  'file.added': fileAdded,
  'file.changed': fileChanged,
  'file.removed': fileRemoved,
  'file.restored': fileRestored,
  'message.sent': messageSent,
  'message.delivered': messageDelivered,
  'message.failed': messageFailed,
  ...quoteTellers,
  'conversion.started': conversionStarted,
  'conversion.retried': ({ actor }) => ({
    icon: <IconRefresh {...icon} />,
    sentence: (
      <>
        <Who actor={actor} /> <i>tried to convert again</i>
      </>
    ),
  }),
  'conversion.failed': ({ changes }) => ({
    icon: <IconAlertTriangle {...icon} />,
    tone: 'bad',
    sentence: <b>Not converted</b>,
    quote: textOf(changes.problem),
  }),
};

/** An event of a lead as a sentence. One that is younger than this page is told by its type, so that nothing is hidden. */
export function tell(event: Event, context: Context): Told {
  const told = tellOwn(event, context);
  // It happened to a lead that was merged into this one.
  return event.mergedFrom === null ? told : { ...told, sentence: <>{told.sentence} <i>· {event.mergedFrom}</i></> };
}

function tellOwn(event: Event, context: Context): Told {
  const teller = tellers[event.type];
  if (teller) return teller(event, context);
  const words = event.type.replaceAll(/[._]/g, ' ');
  const about = textOf(event.changes.name) ?? textOf(event.changes.title);
  return {
    icon: <IconArrowRight {...icon} />,
    sentence: (
      <>
        <Who actor={event.actor} /> <i>· {words}</i>
      </>
    ),
    ...(about ? { detail: about } : {}),
  };
}
