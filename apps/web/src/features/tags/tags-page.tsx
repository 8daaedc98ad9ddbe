import { IconPlus, IconTags } from '@tabler/icons-react';
import { listTags } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { usePhone } from '../../lib/viewport.ts';
import { Button, EmptyState, ErrorState, ListSkeleton, Page, Section } from '../../ui/index.ts';
import { AddTagDialog, DeleteTagDialog, EditTagDialog } from './tag-dialogs.tsx';
import { TagTable } from './tag-table.tsx';

/** `/settings/tags`: the words leads are marked with. */
export function TagsPage() {
  const mayWrite = Boolean(useSession().can('tags:write'));
  const tags = useEndpoint(listTags, { query: { count: true } });
  const phone = usePhone();
  const dialog = useUrlDialog<'new' | 'edit' | 'delete'>();
  const chosen = tags.data?.data.find(({ id }) => id === dialog.record);
  const add = mayWrite && (
    <Button look="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={() => dialog.open('new')}>
      Add tag
    </Button>
  );

  return (
    <Page title="Tags" subtitle="Words that leads are marked with, in the order in which leads show them." actions={add}>
      {tags.error && !tags.data && (
        <ErrorState title="The tags did not load." problem={tags.error} again={() => void tags.refetch()} />
      )}
      {tags.isPending && <ListSkeleton rows={8} />}
      {tags.data && tags.data.data.length > 0 && (
        <Section
          title="Tags" count={tags.data.data.length} flush
          hint={mayWrite && !phone && tags.data.data.length > 1 && 'Drag, or use the arrow keys on the handle'}
        >
          <TagTable tags={tags.data.data} mayWrite={mayWrite} open={dialog.open} />
        </Section>
      )}
      {tags.data?.data.length === 0 && (
        <EmptyState icon={<IconTags size={24} stroke={1.75} />} title="No tags yet" actions={add}>
          Mark leads with words of your own, such as “High value” or “Estate”. Sales can add them while they work on a lead.
        </EmptyState>
      )}
      {mayWrite && dialog.name === 'new' && <AddTagDialog onClose={dialog.close} />}
      {mayWrite && chosen && dialog.name === 'edit' && <EditTagDialog key={chosen.id} tag={chosen} onClose={dialog.close} />}
      {mayWrite && chosen && dialog.name === 'delete' && <DeleteTagDialog tag={chosen} onClose={dialog.close} />}
    </Page>
  );
}
