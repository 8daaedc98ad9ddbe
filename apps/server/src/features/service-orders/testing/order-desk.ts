import type { EquipmentInput, ServiceOrder } from '@lastmile/contracts';
import { openStockDesk, type SignedInClient, type StockDesk, type TestServer } from '../../../testing/index.ts';

/** A stock desk whose van is a technician's and whose items are kept in the warehouse, with customers who all want one package. */
export interface OrderDesk extends StockDesk {
  technician: SignedInClient;
  offerId: string;
  /** A new lead, and what its conversion would be. */
  plan(request?: object): Promise<{ leadId: string; asked: object; body: { planHash: string; blockers: unknown[]; effects: { kind: string }[] } }>;
  /** The order of a lead that was converted. */
  order(request?: object): Promise<ServiceOrder & { leadId: string }>;
  read(orderId: string): Promise<ServiceOrder>;
}

/** A new organization on this server; `equipment` is what comes with its package. */
export async function openOrderDesk(server: TestServer, equipment: (stock: StockDesk) => EquipmentInput[]): Promise<OrderDesk> {
  const stock = await openStockDesk(server);
  const { organization, owner, id, warehouse, van, cable, router } = stock;
  const technician = await organization.signIn('technician');
  const change = async (path: string, body: object): Promise<void> => {
    const { status, body: answer } = await owner.patch(path, body);
    if (status !== 200) throw new Error(`${path} was answered with ${status}: ${JSON.stringify(answer)}`);
  };
  await change(`/stock-locations/${van}`, { technicianId: technician.user.id });
  for (const item of [cable, router]) await change(`/items/${item}`, { locationId: warehouse });
  const offerId = await id('/offers', { name: 'Home 20', monthlyPrice: '2500', downloadMbps: 20, uploadMbps: 10, equipment: equipment(stock) });
  let customers = 0;
  const read = async (orderId: string): Promise<ServiceOrder> => (await owner.get(`/service-orders/${orderId}`)).body as ServiceOrder;
  const plan: OrderDesk['plan'] = async (request = {}) => {
    customers += 1;
    const leadId = await id('/leads', { name: `Customer ${customers}`, offerId });
    const asked = { type: 'new_with_proforma', ...request };
    return { leadId, asked, body: (await owner.post(`/leads/${leadId}/conversion-plan`, asked)).body };
  };
  return {
    ...stock, technician, offerId, plan, read,
    async order(request) {
      const { leadId, asked, body: { planHash } } = await plan(request);
      const { body: { serviceOrderId } } = await owner.post(`/leads/${leadId}/conversion`, { planHash, ...asked });
      return { ...await read(serviceOrderId as string), leadId };
    },
  };
}
