import { KeptFiles } from '../features/files/index.ts';
import { ServiceOrderRecord } from '../features/service-orders/index.ts';
import { useSession } from '../lib/session.tsx';

/** `/service-orders/:id`: one service order with its photos. */
export function ServiceOrderPage() {
  const { can, user } = useSession();
  const reach = can('service-orders:write');
  return (
    <ServiceOrderRecord
      renderFiles={({ id, number, technicianId }) => (
        // A completed order still takes photos from who may work on it.
        <KeptFiles serviceOrderId={id} of={number} canChange={Boolean(reach) && (reach !== 'own' || technicianId === null || technicianId === user.id)} />
      )}
    />
  );
}
