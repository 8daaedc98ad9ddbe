import { IconTag } from '@tabler/icons-react';
import { Who, type Event, type Told } from './telling.tsx';

/** Which tags were put on and taken off. */
export function tagged({ actor, changes }: Event): Told {
  const [added, removed] = [namesIn(changes.added), namesIn(changes.removed)];
  return {
    icon: <IconTag size={15} stroke={1.75} />,
    sentence: (
      <>
        <Who actor={actor} />{' '}
        {added && <><i>added the tag</i> {added}</>}
        {added && removed && ' '}
        {removed && <><i>{added ? 'and took away' : 'took away the tag'}</i> {removed}</>}
      </>
    ),
  };
}

const namesIn = (names: unknown): string => (Array.isArray(names) ? names.join(', ') : '');
