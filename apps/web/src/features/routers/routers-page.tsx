import { IconPlus, IconRouter } from '@tabler/icons-react';
import { listRouters } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { Button, EmptyState, ErrorState, ListSkeleton, Page, Section } from '../../ui/index.ts';
import { CheckDialog } from './check-dialog.tsx';
import { DeleteRouterDialog } from './delete-router-dialog.tsx';
import { DriftDialog } from './drift-dialog.tsx';
import { PoolsDialog } from './pools-dialog.tsx';
import { ProfilesDialog } from './profiles-dialog.tsx';
import { AddRouterDialog, EditRouterDialog } from './router-dialog.tsx';
import { RouterTable, type RouterDialogName } from './router-table.tsx';

/** `/settings/routers`: the MikroTik routers that subscribers are provisioned on, and how they were last time. */
export function RoutersPage() {
  const mayWrite = Boolean(useSession().can('routers:write'));
  const routers = useEndpoint(listRouters, {}, { keepPrevious: true });
  const dialog = useUrlDialog<RouterDialogName>();
  const chosen = routers.data?.data.find(({ id }) => id === dialog.record);
  const add = mayWrite && (
    <Button look="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={() => dialog.open('new')}>
      Add router
    </Button>
  );

  return (
    <Page
      title="Routers" subtitle="Where conversions make a subscriber’s access. Passwords are sealed and never shown."
      actions={add}
    >
      {routers.error && (
        <ErrorState title="The routers did not load." problem={routers.error} again={() => void routers.refetch()} />
      )}
      {routers.isPending && <ListSkeleton rows={3} />}
      {routers.data && routers.data.data.length > 0 && (
        <Section title="Routers" count={routers.data.data.length} flush>
          <RouterTable routers={routers.data.data} mayWrite={mayWrite} open={dialog.open} />
        </Section>
      )}
      {routers.data?.data.length === 0 && (
        <EmptyState icon={<IconRouter size={24} stroke={1.75} />} title="No routers yet" actions={add}>
          Add one with its address and an API user. Lastmile then makes PPPoE and hotspot users on it when a lead is
          converted.
        </EmptyState>
      )}
      {mayWrite && dialog.name === 'new' && (
        <AddRouterDialog onClose={dialog.close} added={({ id }) => dialog.open('check', id)} />
      )}
      {mayWrite && chosen && dialog.name === 'edit' && (
        <EditRouterDialog key={chosen.id} router={chosen} onClose={dialog.close} />
      )}
      {mayWrite && chosen && dialog.name === 'delete' && <DeleteRouterDialog router={chosen} onClose={dialog.close} />}
      {chosen && dialog.name === 'drift' && <DriftDialog key={chosen.id} router={chosen} onClose={dialog.close} />}
      {mayWrite && chosen && dialog.name === 'profiles' && <ProfilesDialog key={chosen.id} router={chosen} onClose={dialog.close} />}
      {chosen && dialog.name === 'pools' && <PoolsDialog key={chosen.id} router={chosen} mayWrite={mayWrite} onClose={dialog.close} />}
      {chosen && dialog.name === 'check' && <CheckDialog key={chosen.id} router={chosen} onClose={dialog.close} />}
    </Page>
  );
}
