import { IconEraser, IconLockOpen } from '@tabler/icons-react';
import { textOf as text, Who, type Event, type Told } from './telling.tsx';

const icon = { size: 15, stroke: 1.75 };

/** Who opened a converted lead again, and why. */
export function reopened({ actor, changes }: Event): Told {
  return {
    icon: <IconLockOpen {...icon} />,
    tone: 'lit',
    sentence: (
      <>
        <Who actor={actor} /> <i>opened the lead again</i>
      </>
    ),
    ...(text(changes.reason) ? { quote: text(changes.reason) } : {}),
  };
}

/** That nothing here says any more who it was. */
export function erased({ actor }: Event): Told {
  return {
    icon: <IconEraser {...icon} />,
    sentence: (
      <>
        <Who actor={actor} /> <i>erased the person; the figures stay</i>
      </>
    ),
  };
}
