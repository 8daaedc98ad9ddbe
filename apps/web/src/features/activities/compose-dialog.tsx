import { useUrlState } from '../../lib/url-state.ts';
import { ResponsiveDialog } from '../../ui/index.ts';
import { NoteForm } from './note-form.tsx';
import { PlanForm } from './plan-form.tsx';

/** The composer's tabs on a phone, where each is a sheet of its own: `?compose=note` and `?compose=task`. */
export function ComposeDialog({ lead }: { lead: { id: string; title: string } }) {
  const [query, change] = useUrlState();
  const asked = query.get('compose');
  const close = () => change({ compose: null }, { replace: true });
  return (
    <>
      <ResponsiveDialog opened={asked === 'note'} onClose={close} title="Write a note" subtitle={lead.title}>
        <NoteForm leadId={lead.id} done={close} />
      </ResponsiveDialog>
      <ResponsiveDialog opened={asked === 'task'} onClose={close} title="Set the next step" subtitle={lead.title}>
        <PlanForm leadId={lead.id} done={close} />
      </ResponsiveDialog>
    </>
  );
}
