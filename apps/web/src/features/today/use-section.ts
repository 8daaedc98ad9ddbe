import { listTodayLeads, type todaySections, type Today } from '@lastmile/contracts';
import { useUrlState } from '../../lib/url-state.ts';
import { usePages } from '../../lib/use-endpoint.ts';

export type SectionName = (typeof todaySections)[number];

/** A section as it is shown: its first leads, or once one asked for more all of them, page by page. */
export interface ShownSection {
  name: SectionName;
  count: number;
  leads: Today['due']['leads'];
  /** Shows the next leads; undefined where all are shown. */
  more: (() => void) | undefined;
  isLoading: boolean;
}

const perPage = 50;

/** What of a section is shown; which sections were opened up stands in the address. */
export function useSection(name: SectionName, view: 'mine' | 'team', { count, leads }: Today['due']): ShownSection {
  const [query, change] = useUrlState();
  const opened = query.get('all')?.split(',') ?? [];
  const isOpened = opened.includes(name);
  const pages = usePages(listTodayLeads, { query: { section: name, view, limit: perPage } }, { enabled: isOpened, keepPrevious: true });
  const hasPages = isOpened && pages.isSuccess;
  const open = () => change({ all: [...opened, name].join(',') }, { replace: true });
  const isLoading = isOpened && (pages.isPending || pages.isFetchingNextPage);
  if (!hasPages) return { name, count, leads, more: count > leads.length && !isOpened ? open : undefined, isLoading };
  return { name, count, leads: pages.items, more: pages.hasNextPage ? () => void pages.fetchNextPage() : undefined, isLoading };
}
