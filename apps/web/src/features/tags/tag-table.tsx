import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { listTags, orderTags, type Tag } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { useOrder } from '../../lib/use-order.ts';
import { IconButton, RecordCell, ResponsiveMenu, TagLabel } from '../../ui/index.ts';
import { moveChoices, SortableRow, SortableTable } from '../../ui/sortable-table.tsx';

interface Props {
  tags: readonly Tag[];
  mayWrite: boolean;
  open: (dialog: 'edit' | 'delete', id: string) => void;
}

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** The tags in the order in which leads show them. */
export function TagTable({ tags, mayWrite, open }: Props) {
  const order = useAction(orderTags, {
    alsoChanges: ['leads'],
    optimistic: (screen, { body }) => screen.rewrite(listTags, undefined, ({ data }) => ({
      data: data.toSorted((left, right) => body.tagIds.indexOf(left.id) - body.tagIds.indexOf(right.id)),
    })),
  });
  const { ordered, move } = useOrder(tags, async (tagIds) => void await order.run({ body: { tagIds } }));
  return (
    <SortableTable
      label="Tags" heads={['Tag', { label: 'Leads', end: true }, '']} items={ordered} nameOf={({ name }) => name}
      move={mayWrite ? move : undefined}
    >
      {(tag, moves) => (
        <SortableRow key={tag.id} id={tag.id} name={tag.name} moves={moves}>
          <RecordCell part="name"><TagLabel tag={tag} /></RecordCell>
          <RecordCell label="Leads" end>{tag.leadCount ?? ''}</RecordCell>
          <RecordCell part="actions">
            {mayWrite && (
              <>
                <IconButton label={`Edit ${tag.name}`} onClick={() => open('edit', tag.id)}><IconPencil {...icon} /></IconButton>
                <ResponsiveMenu
                  title={tag.name} position="bottom-end"
                  target={<IconButton label={`More: ${tag.name}`}><IconDots {...icon} /></IconButton>}
                  groups={[
                    moveChoices(moves),
                    { choices: [{ label: 'Delete tag', icon: <IconTrash {...icon} />, danger: true, onChoose: () => open('delete', tag.id) }] },
                  ]}
                />
              </>
            )}
          </RecordCell>
        </SortableRow>
      )}
    </SortableTable>
  );
}
