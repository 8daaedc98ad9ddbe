import { IconArrowBackUp, IconArrowRight, IconPencil, IconUserShare } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatDuration } from '../../../lib/format.ts';
import { fieldChanges, nextStepIn, type FieldChange } from './changed-fields.ts';
import { textOf as text, Who, type Context, type Event, type Told } from './telling.tsx';

const icon = { size: 15, stroke: 1.75 };

/** Which details changed, from what to what, and the next step where one was set. */
export function updated({ actor, changes }: Event, { names, locale, now }: Context): Told {
  const told = fieldChanges(changes, names, locale);
  const step = nextStepIn(changes, locale, now);
  const next =
    step &&
    (step.when
      ? `Next step ${step.when}${step.note ? ` · ${step.note}` : ''}`
      : step.note
        ? `Next step: ${step.note}`
        : 'No next step any more');
  const [first] = told;
  if (!first && changes.erased) {
    return {
      icon: <IconPencil {...icon} />,
      sentence: (
        <>
          <Who actor={actor} /> <i>changed details that were erased since</i>
        </>
      ),
    };
  }
  if (!first) {
    return {
      icon: <IconPencil {...icon} />,
      sentence: (
        <>
          <Who actor={actor} /> <i>planned the next step</i>
        </>
      ),
      ...(next ? { detail: next } : {}),
    };
  }
  const lines: ReactNode[] = [
    ...(told.length > 1 ? told.map((change) => <FieldLine key={change.label} change={change} />) : []),
    ...(next ? [<div key="next">{next}</div>] : []),
  ];
  return {
    icon: <IconPencil {...icon} />,
    sentence: (
      <>
        <Who actor={actor} /> {told.length > 1 ? <i>changed {told.length} details</i> : <OneChange change={first} />}
      </>
    ),
    ...(lines.length > 0 ? { detail: lines } : {}),
  };
}

function OneChange({ change: { label, from, to, isLong } }: { change: FieldChange }) {
  if (isLong) return <i>changed the {label}</i>;
  if (to === null)
    return (
      <>
        <i>took away the {label}</i> {from}
      </>
    );
  if (from === null)
    return (
      <>
        <i>set the {label} to</i> {to}
      </>
    );
  return (
    <>
      <i>changed the {label} from</i> {from} <i>to</i> {to}
    </>
  );
}

export function FieldLine({ change: { label, from, to, isLong } }: { change: FieldChange }) {
  const name = label.charAt(0).toUpperCase() + label.slice(1);
  return <div>{isLong ? `${name} changed` : `${name}: ${from ?? 'empty'} → ${to ?? 'empty'}`}</div>;
}

/** From which stage to which, and why where it was lost. */
export function stageChanged({ actor, changes, stoodSeconds }: Event): Told {
  const reason = text(changes.lostReason);
  const pipeline = text(changes.toPipelineName);
  const lines = [
    ...(reason ? [<div key="reason">Reason: {reason}</div>] : []),
    ...exitLines(changes.exitCriteria as Parameters<typeof exitLines>[0]),
  ];
  const tone = changes.status === 'won' ? 'ok' : changes.status === 'lost' ? 'bad' : 'plain';
  return {
    icon: <IconArrowRight {...icon} />,
    tone,
    sentence: (
      <>
        <i>Moved from</i> {text(changes.fromName)} <i>to</i> {text(changes.toName)}
        {pipeline && <i> of {pipeline}</i>} <i>by</i> <Who actor={actor} />
        {stoodSeconds !== null && <i> · after {formatDuration(stoodSeconds)}</i>}
      </>
    ),
    ...(lines.length > 0 ? { detail: lines } : {}),
  };
}

/** What was said of the exit criteria of the stage that it left. */
function exitLines(exit: { met?: string[]; skipped?: string[]; reason?: string } | undefined): ReactNode[] {
  if (!exit) return [];
  const { met = [], skipped = [] } = exit;
  return [
    ...(met.length > 0 ? [<div key="met">Confirmed: {met.join(' · ')}</div>] : []),
    ...(skipped.length > 0
      ? [
          <div key="skipped">
            Without: {skipped.join(' · ')}. {exit.reason}
          </div>,
        ]
      : []),
  ];
}

/** That it went back to those who claim, whose it was, and why. */
export function returned({ changes }: Event): Told {
  const hours = Number(changes.afterBusinessHours);
  return {
    icon: <IconArrowBackUp {...icon} />,
    tone: 'lit',
    sentence: (
      <>
        <b>Anybody can claim it again</b> <i>· it was {text(changes.fromName) ?? 'somebody'}’s</i>
      </>
    ),
    detail: `No first action within ${hours === 1 ? 'a business hour' : `${hours} business hours`}`,
  };
}

/** Who has it now, and whose it was. */
export function assigned({ actor, changes }: Event): Told {
  const to = text(changes.toName);
  const from = text(changes.fromName);
  return {
    icon: <IconUserShare {...icon} />,
    sentence: to ? (
      <>
        <Who actor={actor} /> <i>gave the lead to</i> <b>{to}</b>
        {from && <i>, it was {from}’s</i>}
      </>
    ) : (
      <>
        <Who actor={actor} /> <i>took the lead from</i> {from ?? 'its owner'}
        <i>; anybody can claim it</i>
      </>
    ),
  };
}
