import { IconArrowLeft, IconArrowRight, IconDots, IconPencil, IconTrash, IconUsers, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import {
  createLeadView, deleteLeadView, LeadViewChanges, orderLeadViews, updateLeadView, type LeadView,
} from '@lastmile/contracts';
import { useSession } from '../../../lib/session.tsx';
import { useAction } from '../../../lib/use-action.ts';
import { useWrite } from '../../../lib/use-write.ts';
import { FormDialog, IconButton, ResponsiveMenu, showToast, TextField, useRecordForm, type MenuChoice } from '../../../ui/index.ts';
import { useLeadFilters } from '../use-lead-filters.ts';
import { useLeadViews } from './use-lead-views.ts';
import { addressOf } from './view-address.ts';
import styles from './view-tabs.module.css';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** What can be done with the view that is open, by who may. */
export function ViewMenu({ view }: { view: LeadView }) {
  const { can, user } = useSession();
  const { all } = useLeadViews();
  const [renaming, setRenaming] = useState(false);
  const update = useAction(updateLeadView, {
    done: ({ name, isShared }) => showToast({ title: isShared ? `${name} is shared with everybody.` : `Only you see ${name} now.` }),
  });
  const order = useAction(orderLeadViews);
  const remove = useDelete(view);
  if (!view.canEdit) return null;

  // Shared ones stand before one’s own: a view changes places with its like.
  const alike = all.filter(({ isBuiltIn, isShared, canEdit }) => !isBuiltIn && canEdit && isShared === view.isShared);
  const at = alike.findIndex(({ id }) => id === view.id);
  const swap = (by: number): MenuChoice[] => {
    const other = alike[at + by];
    if (!other) return [];
    const [first, second] = by < 0 ? [view, other] : [other, view];
    return [{
      label: by < 0 ? 'Move left' : 'Move right', icon: by < 0 ? <IconArrowLeft {...icon} /> : <IconArrowRight {...icon} />,
      onChoose: () => void order.run({ body: { viewIds: [first.id, second.id] } }),
    }];
  };
  const shares = can('lead-views:write') === 'all' && (!view.isShared || view.ownerId === user.id);
  return (
    <>
      <ResponsiveMenu
        title={view.name} subtitle={view.isShared ? `Shared by ${view.ownerName}` : 'Only you see it'}
        groups={[
          {
            choices: [
              { label: 'Rename', icon: <IconPencil {...icon} />, onChoose: () => setRenaming(true) },
              ...(shares ? [{
                label: view.isShared ? 'Keep to myself' : 'Share with everybody', icon: view.isShared ? <IconUser {...icon} /> : <IconUsers {...icon} />,
                onChoose: () => void update.run({ params: { id: view.id }, body: { isShared: !view.isShared } }),
              }] : []),
              ...swap(-1), ...swap(1),
            ],
          },
          { choices: [{ label: 'Delete', icon: <IconTrash {...icon} />, danger: true, onChoose: remove }] },
        ]}
        target={<IconButton label={`The view ${view.name}`} className={styles.menu!} size="sm"><IconDots {...icon} /></IconButton>}
      />
      {renaming && <RenameView view={view} onClose={() => setRenaming(false)} />}
    </>
  );
}

function RenameView({ view, onClose }: { view: LeadView; onClose: () => void }) {
  const write = useWrite();
  const form = useRecordForm(LeadViewChanges, {
    record: { ...view, version: view.version ?? 1 },
    values: ({ name }) => ({ name }),
    submit: (body, call) => write(updateLeadView, { params: { id: view.id }, body }, call),
    done: onClose,
  });
  return (
    <FormDialog form={form} title={`Rename ${view.name}`} submit="Rename view" onClose={onClose} width={420} labels={{ name: 'Name' }}>
      <TextField label="Name" {...form.field('name')} />
    </FormDialog>
  );
}

/** Deletes without asking, because Undo makes the same view again. */
function useDelete(view: LeadView): () => void {
  const navigate = useNavigate();
  const { layout } = useLeadFilters();
  const back = useAction(createLeadView, {
    alsoChanges: ['lead-view-counts'],
    done: (made) => void navigate(`/leads${addressOf(made, layout, undefined)}`),
  });
  const { name, filters, sort, columns, isShared } = view;
  const again = { name, filters, sort, columns, isShared, layout: view.layout ?? layout };
  const remove = useAction(deleteLeadView, {
    done: () => {
      void navigate(`/leads${layout === 'table' ? '?view=table' : ''}`);
      showToast({ title: `${name} deleted.`, text: 'The leads stay.', action: { label: 'Undo', run: () => void back.run({ body: again }) } });
    },
  });
  return () => void remove.run({ params: { id: view.id } });
}
