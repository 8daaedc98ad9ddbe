import { IconPackage, IconPlus } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import { listOffers } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint, usePages } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import {
  Button, EmptyState, ErrorState, ListSkeleton, Page, Section, SegmentedControl, ShowMore,
} from '../../ui/index.ts';
import { OfferDialog } from './offer-dialog.tsx';
import { OfferTable } from './offer-table.tsx';

const views = [
  { value: 'sold', label: 'On sale' },
  { value: 'withdrawn', label: 'Withdrawn' },
] as const;

/** `/settings/packages`: what the organization sells, slowest first. */
export function OffersPage() {
  const mayWrite = Boolean(useSession().can('offers:write'));
  const [query, setQuery] = useSearchParams();
  const dialog = useUrlDialog<'new' | 'edit'>();
  const view = query.get('show') === 'withdrawn' ? 'withdrawn' : 'sold';
  const offers = usePages(listOffers, { query: { isActive: view === 'sold' } });
  const show = (chosen: string) => {
    setQuery(chosen === 'sold' ? {} : { show: chosen }, { replace: true, preventScrollReset: true });
  };
  const add = (
    <Button look="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={() => dialog.open('new')}>
      Add package
    </Button>
  );

  return (
    <Page
      title="Packages" subtitle="What you sell: speeds, prices, and the router profile that gives them."
      actions={mayWrite && add}
    >
      {offers.error && (
        <ErrorState title="The packages did not load." problem={offers.error} again={() => void offers.refetch()} />
      )}
      {offers.data && (
        <Section
          title={view === 'sold' ? 'On sale' : 'Withdrawn'} flush
          actions={<SegmentedControl label="Packages shown" value={view} onChange={show} options={views} />}
        >
          {offers.items.length > 0 && (
            <OfferTable offers={offers.items} mayWrite={mayWrite} edit={(id) => dialog.open('edit', id)} />
          )}
          {offers.items.length === 0 && <NoOffers withdrawn={view === 'withdrawn'} action={mayWrite && add} />}
          <ShowMore pages={offers}>Show more packages</ShowMore>
        </Section>
      )}
      {offers.isPending && <ListSkeleton rows={6} />}
      {mayWrite && dialog.name === 'new' && <OfferDialog onClose={dialog.close} />}
      {mayWrite && dialog.name === 'edit' && dialog.record && <EditedOffer id={dialog.record} onClose={dialog.close} />}
    </Page>
  );
}

/** The list may not have come to it yet, as where its dialog was opened by a link. */
function EditedOffer({ id, onClose }: { id: string; onClose: () => void }) {
  const sold = useEndpoint(listOffers, { query: { limit: 200 } });
  const offer = sold.data?.data.find((one) => one.id === id);
  return offer ? <OfferDialog key={id} offer={offer} onClose={onClose} /> : null;
}

function NoOffers({ withdrawn, action }: { withdrawn: boolean; action: React.ReactNode }) {
  const icon = <IconPackage size={24} stroke={1.75} />;
  if (withdrawn) {
    return (
      <EmptyState bare icon={icon} title="Nothing was withdrawn">
        Packages you stop selling stand here. Subscribers who have one keep it.
      </EmptyState>
    );
  }
  return (
    <EmptyState bare icon={icon} title="No packages yet" actions={action}>
      Add what you sell. Leads are valued by their package, and signup forms show the public ones.
    </EmptyState>
  );
}
