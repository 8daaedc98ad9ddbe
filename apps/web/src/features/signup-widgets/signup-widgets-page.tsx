import { IconForms } from '@tabler/icons-react';
import { listSignupWidgets } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { EmptyState, ErrorState, ListSkeleton, Page } from '../../ui/index.ts';
import { WidgetCard } from './widget-card.tsx';
import { WidgetDialog } from './widget-dialog.tsx';
import styles from './signup-widgets.module.css';

/** `/settings/signup-forms`: the forms that prospects fill in, and how they come onto the provider's own site. */
export function SignupWidgetsPage() {
  const mayWrite = Boolean(useSession().can('signup-widgets:write'));
  const widgets = useEndpoint(listSignupWidgets);
  const dialog = useUrlDialog<'edit'>();
  const chosen = widgets.data?.data.find(({ id }) => id === dialog.record);
  return (
    <Page title="Signup forms" subtitle="Prospects ask to be connected; each answer becomes a lead.">
      {widgets.error && (
        <ErrorState title="The forms did not load." problem={widgets.error} again={() => void widgets.refetch()} />
      )}
      {widgets.isPending && <ListSkeleton rows={6} />}
      {widgets.data?.data.length === 0 && (
        <EmptyState icon={<IconForms size={24} stroke={1.75} />} title="No signup form">
          Every organization begins with one; this one’s was removed.
        </EmptyState>
      )}
      <div className={styles.cards}>
        {widgets.data?.data.map((widget) => (
          <WidgetCard key={widget.id} widget={widget} edit={mayWrite ? () => dialog.open('edit', widget.id) : null} />
        ))}
      </div>
      {mayWrite && chosen && dialog.name === 'edit' && (
        <WidgetDialog key={chosen.id} widget={chosen} onClose={dialog.close} />
      )}
    </Page>
  );
}
