import { IconPaperclip } from '@tabler/icons-react';
import { textOf, Who, type Event, type Told } from './telling.tsx';

const icon = <IconPaperclip size={15} stroke={1.75} />;
const kept: Record<string, string> = { quote: 'quotes', contract: 'contracts', photo: 'photos', document: 'documents' };

/** What was done with a file, by the verb. */
const told = (verb: string) => ({ actor, changes }: Event): Told => ({
  icon, sentence: <><Who actor={actor} /> <i>{verb}</i> <b>{textOf(changes.name) ?? 'a file'}</b></>,
});

export const fileAdded = told('added');
export const fileRemoved = told('deleted');
export const fileRestored = told('brought back');

/** What it is called now, and where it was put. */
export function fileChanged({ actor, changes }: Event): Told {
  const name = fromTo(changes.name);
  const category = kept[fromTo(changes.category)?.to ?? ''];
  return {
    icon,
    sentence: (
      <>
        <Who actor={actor} />{' '}
        {name ? <><i>renamed</i> {name.from} <i>to</i> <b>{name.to}</b></> : <><i>put</i> <b>{textOf(changes.fileName) ?? 'a file'}</b></>}
        {category && <i>{name ? ' and put it' : ''} under {category}</i>}
      </>
    ),
  };
}

const fromTo = (change: unknown) => (change && typeof change === 'object' ? (change as { from: string; to: string }) : null);
