import { createLeadView, NewLeadView } from '@lastmile/contracts';
import { useSession } from '../../../lib/session.tsx';
import { useUrlState } from '../../../lib/url-state.ts';
import { useWrite } from '../../../lib/use-write.ts';
import { FormDialog, showToast, SwitchField, TextField, useContractForm } from '../../../ui/index.ts';
import { saysFilters } from '../filters/filter-words.ts';
import { keptColumns } from '../table/kept-columns.ts';
import { useLeadFilters } from '../use-lead-filters.ts';

/** The columns of this browser go along where the view that was open had none of its own. */
const shownColumns = (columns: readonly string[] | null): string[] | null => {
  const names = columns ?? keptColumns();
  return names && [...names];
};

/** Keeps what is on the screen under a name, and goes on in it. */
export function SaveViewDialog({ onClose }: { onClose: () => void }) {
  const { filters, sort, columns, layout } = useLeadFilters();
  const { can } = useSession();
  const write = useWrite();
  const [, change] = useUrlState();
  const mayShare = can('lead-views:write') === 'all';
  const form = useContractForm(NewLeadView, {
    // What narrows the leads down is on the screen behind the form and no field of it; the contract asks for it all the same.
    initial: { name: '', layout, filters, isShared: false },
    submit: (body, call) => write(createLeadView, { body: { ...body, filters, sort, columns: layout === 'table' ? shownColumns(columns) : null } }, call, ['lead-view-counts']),
    done: (view) => {
      onClose();
      const said = [...new URLSearchParams(window.location.search).keys()].filter((name) => saysFilters(new URLSearchParams([[name, '']])));
      change({ ...Object.fromEntries(said.map((name) => [name, null])), view: null, sort: null, columns: null, saved: view.id }, { replace: true });
      showToast({ title: `${view.name} saved.`, text: view.isShared ? 'Everybody sees it.' : 'Only you see it.' });
    },
  });
  return (
    <FormDialog
      form={form} title="Save view" submit="Save view" onClose={onClose} width={420}
      subtitle={`Keeps the filters, ${layout === 'table' ? 'the order and the columns of the table' : 'on the board'}.`}
    >
      <TextField label="Name" placeholder="For example: Hot in Nairobi" {...form.field('name')} />
      {mayShare && <SwitchField label="Share with everybody" hint="Each sees the leads they may see." {...form.field('isShared')} />}
    </FormDialog>
  );
}
