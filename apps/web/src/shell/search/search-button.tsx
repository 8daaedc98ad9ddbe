import { IconSearch } from '@tabler/icons-react';
import { IconButton } from '../../ui/index.ts';

/** Search, in the head of a page on a phone. */
export function SearchButton({ onClick }: { onClick: () => void }) {
  return <IconButton label="Search" onClick={onClick}><IconSearch size={20} stroke={1.75} aria-hidden /></IconButton>;
}
