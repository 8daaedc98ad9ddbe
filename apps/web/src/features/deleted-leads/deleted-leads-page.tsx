import { IconTrash } from '@tabler/icons-react';
import { listDeletedLeads } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useUrlState } from '../../lib/url-state.ts';
import { usePages } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { Button, EmptyState, ErrorState, ListSkeleton, Page, SearchField, Section, ShowMore } from '../../ui/index.ts';
import { DeletedLeadTable } from './deleted-lead-table.tsx';
import styles from './deleted-leads.module.css';
import { PurgeDialog } from './purge-dialog.tsx';

/** `/leads/deleted`: what was deleted, who did it, and the way back. */
export function DeletedLeadsPage() {
  const { can } = useSession();
  const mayPurge = Boolean(can('leads:purge'));
  const [query, change] = useUrlState();
  const q = query.get('q') ?? '';
  const leads = usePages(listDeletedLeads, { query: q ? { q } : {} }, { keepPrevious: true });
  const dialog = useUrlDialog<'purge'>();
  const chosen = leads.items.find(({ id }) => id === dialog.record);
  return (
    <Page
      title="Deleted leads" back="/leads" phoneActions={null}
      subtitle="Hidden everywhere else, with everything on them, until they are brought back or purged."
      actions={<Button to="/leads">All leads</Button>}
    >
      <div className={styles.search}>
        <SearchField label="Find in deleted leads" value={q} onChange={(words) => change({ q: words || null }, { replace: true })} />
      </div>
      {leads.error && leads.items.length === 0 && (
        <ErrorState title="The deleted leads did not load." problem={leads.error} again={() => void leads.refetch()} />
      )}
      {leads.isPending && <ListSkeleton rows={8} />}
      {leads.items.length > 0 && (
        <Section title="Deleted leads" flush>
          <DeletedLeadTable leads={leads.items} mayPurge={mayPurge} purge={(id) => dialog.open('purge', id)} />
        </Section>
      )}
      <ShowMore pages={leads} />
      {leads.data && leads.items.length === 0 && (
        <EmptyState icon={<IconTrash size={24} stroke={1.75} />} title={q ? 'No deleted lead like that' : 'Nothing is deleted'}>
          {q ? 'Try a part of the name, the phone or the number.' : 'A lead that is deleted stands here and can be brought back.'}
        </EmptyState>
      )}
      {mayPurge && chosen && dialog.name === 'purge' && <PurgeDialog lead={chosen} onClose={dialog.close} />}
    </Page>
  );
}
