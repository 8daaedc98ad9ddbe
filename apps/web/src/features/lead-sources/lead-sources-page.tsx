import { IconPlus, IconTag } from '@tabler/icons-react';
import { listLeadSources } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { Button, EmptyState, ErrorState, ListSkeleton, Page, Section } from '../../ui/index.ts';
import { AddSourceDialog, RenameSourceDialog } from './source-dialog.tsx';
import { SourceTable } from './source-table.tsx';

/** `/settings/sources`: where leads come from, as people choose it and as integrations send it. */
export function LeadSourcesPage() {
  const mayWrite = Boolean(useSession().can('pipelines:write'));
  const sources = useEndpoint(listLeadSources);
  const dialog = useUrlDialog<'new' | 'rename'>();
  const chosen = sources.data?.data.find(({ id }) => id === dialog.record);
  const add = mayWrite && (
    <Button look="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={() => dialog.open('new')}>
      Add source
    </Button>
  );

  return (
    <Page
      title="Sources" subtitle="Where leads come from. People read the name; integrations send the code." actions={add}
    >
      {sources.error && (
        <ErrorState title="The sources did not load." problem={sources.error} again={() => void sources.refetch()} />
      )}
      {sources.isPending && <ListSkeleton rows={8} />}
      {sources.data && sources.data.data.length > 0 && (
        <Section title="Sources" count={sources.data.data.length} flush>
          <SourceTable sources={sources.data.data} mayWrite={mayWrite} rename={(id) => dialog.open('rename', id)} />
        </Section>
      )}
      {sources.data?.data.length === 0 && (
        <EmptyState icon={<IconTag size={24} stroke={1.75} />} title="No sources yet" actions={add}>
          Add where your leads come from, to see later what brings you subscribers.
        </EmptyState>
      )}
      {mayWrite && dialog.name === 'new' && <AddSourceDialog sources={sources.data?.data ?? []} onClose={dialog.close} />}
      {mayWrite && chosen && dialog.name === 'rename' && (
        <RenameSourceDialog key={chosen.id} source={chosen} onClose={dialog.close} />
      )}
    </Page>
  );
}
