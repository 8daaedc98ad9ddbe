import { useDebouncedValue } from '@mantine/hooks';
import { IconFileInvoice, IconPlus, IconRouter, IconSettings } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { search, type Output } from '@lastmile/contracts';
import { formatPhone } from '../../lib/phone-format.ts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { hasPage } from '../../pages.ts';
import { StageGlyph, stageTypeNames } from '../../ui/index.ts';
import { visibleEntries } from '../navigation.tsx';
import { visibleSettings } from '../settings/settings-navigation.ts';

type Hit = Output<typeof search>['data'][number];

export interface SearchResult {
  id: string;
  to: string;
  icon: ReactNode;
  title: string;
  detail?: string;
  aside?: string;
}

export interface SearchGroup {
  title: string;
  results: SearchResult[];
}

/** What matches `typed`: records, then what one can do or go to. `isPending` while the server is being asked. */
export function useSearchResults(typed: string) {
  const wanted = typed.trim();
  const [asked] = useDebouncedValue(wanted, 150);
  const answer = useEndpoint(search, { query: { q: asked } }, { enabled: asked !== '', keepPrevious: true });
  const places = usePlaces(wanted);
  const hits = wanted === '' ? [] : answer.data?.data ?? [];
  const groups: SearchGroup[] = [
    { title: 'Leads', results: hits.filter(({ kind }) => kind === 'lead').map(resultOf) },
    { title: 'Quotes', results: hits.filter(({ kind }) => kind === 'quote').map(resultOf) },
    { title: 'Subscribers', results: hits.filter(({ kind }) => kind === 'subscriber').map(resultOf) },
    ...places,
  ];
  return {
    groups: groups.filter(({ results }) => results.length > 0),
    problem: wanted === '' ? null : answer.error,
    again: () => void answer.refetch(),
    isPending: wanted !== '' && (asked !== wanted || answer.isFetching),
    foundNothing: wanted !== '' && asked === wanted && answer.isSuccess && !answer.isFetching && hits.length === 0,
  };
}

const quoteStates: Record<string, string> = {
  draft: 'New', sent: 'Sent', on_review: 'On review', accepted: 'Accepted', denied: 'Declined', expired: 'Expired', superseded: 'Replaced',
};

function resultOf({ kind, id, number, title, detail, phone, status, aside }: Hit): SearchResult {
  return {
    id: `${kind}-${id}`,
    to: `/${kind}s/${id}`,
    icon: kind === 'lead' && status ? <StageGlyph type={status} />
      : kind === 'quote' ? <IconFileInvoice size={16} stroke={1.75} aria-hidden /> : <IconRouter size={16} stroke={1.75} aria-hidden />,
    title,
    detail: [number, detail, phone && formatPhone(phone)].filter(Boolean).join(' · '),
    ...(aside || status ? { aside: kind === 'quote' ? quoteStates[aside!] ?? aside! : aside ?? stageTypeNames[status!] } : {}),
  };
}

/** Pages by their name, and a new lead with what was typed as its name. */
function usePlaces(wanted: string): SearchGroup[] {
  const { can } = useSession();
  const matches = (label: string) => label.toLowerCase().includes(wanted.toLowerCase());
  const pages = visibleEntries(can).map(({ label, to, icon: Icon }) => ({
    id: to, to, title: label, icon: <Icon size={16} stroke={1.75} aria-hidden />,
  }));
  const settings = visibleSettings(can).flatMap(({ entries }) => entries).map(({ label, to }) => ({
    id: to, to, title: label, detail: 'Settings', icon: <IconSettings size={16} stroke={1.75} aria-hidden />,
  }));
  const newLead = {
    id: 'new-lead', to: wanted ? `/leads/new?name=${encodeURIComponent(wanted)}` : '/leads/new',
    title: wanted ? `New lead “${wanted}”` : 'New lead', icon: <IconPlus size={16} stroke={1.75} aria-hidden />,
  };
  return [
    { title: 'Do', results: hasPage('/leads/new') && can('leads:write') ? [newLead] : [] },
    { title: 'Go to', results: (wanted ? [...pages, ...settings] : pages).filter(({ title }) => matches(title)) },
  ];
}
