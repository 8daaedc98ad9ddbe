import { IconGauge } from '@tabler/icons-react';
import { textOf, Who, type Event, type Told } from './telling.tsx';

const icon = <IconGauge size={15} stroke={1.75} />;

/** Somebody knew better than the rules. */
export function scoreOverridden({ actor, changes }: Event): Told {
  return { icon, sentence: <><Who actor={actor} /> <i>said the score is</i> {String(changes.to)}</>, quote: textOf(changes.reason) };
}

export function overrideRemoved({ actor, changes }: Event): Told {
  return {
    icon,
    sentence: <><Who actor={actor} /> <i>went back to the score of the rules</i>{typeof changes.to === 'number' && <>, {changes.to}</>}</>,
  };
}
