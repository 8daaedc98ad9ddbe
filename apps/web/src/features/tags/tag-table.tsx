import { IconArrowDown, IconArrowUp, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { orderTags, listTags, type Tag } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { IconButton, RecordCell, RecordRow, RecordTable, ResponsiveMenu, TagLabel } from '../../ui/index.ts';

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
  const move = (from: number, to: number) => {
    const ids = tags.map(({ id }) => id);
    void order.run({ body: { tagIds: ids.toSpliced(from, 1).toSpliced(to, 0, ids[from]!) } });
  };
  return (
    <RecordTable label="Tags" heads={['Tag', { label: 'Leads', end: true }, '']}>
      {tags.map((tag, index) => (
        <RecordRow key={tag.id}>
          <RecordCell part="name"><TagLabel tag={tag} /></RecordCell>
          <RecordCell label="Leads" end>{tag.leadCount ?? ''}</RecordCell>
          <RecordCell part="actions">
            {mayWrite && (
              <>
                <IconButton label={`Edit ${tag.name}`} onClick={() => open('edit', tag.id)}><IconPencil {...icon} /></IconButton>
                <ResponsiveMenu
                  title={tag.name} position="bottom-end"
                  target={<IconButton label={`More: ${tag.name}`}><IconDots {...icon} /></IconButton>}
                  groups={[{
                    choices: [
                      { label: 'Move up', icon: <IconArrowUp {...icon} />, disabled: index === 0, onChoose: () => move(index, index - 1) },
                      {
                        label: 'Move down', icon: <IconArrowDown {...icon} />, disabled: index === tags.length - 1,
                        onChoose: () => move(index, index + 1),
                      },
                    ],
                  }, {
                    choices: [{ label: 'Delete tag', icon: <IconTrash {...icon} />, danger: true, onChoose: () => open('delete', tag.id) }],
                  }]}
                />
              </>
            )}
          </RecordCell>
        </RecordRow>
      ))}
    </RecordTable>
  );
}
