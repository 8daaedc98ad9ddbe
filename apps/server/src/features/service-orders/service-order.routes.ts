import * as contract from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { orderVisit } from './order-visit.ts';
import { appointmentList, serviceOrderBoard, serviceOrderList, serviceOrderView } from './service-order.view.ts';
import { cancel, complete, holdEquipment, schedule, setEquipment, start, tick, updateOrder } from './work-on-service-order.ts';

export function serviceOrderRoutes({ on }: Routes): void {
  on(contract.listServiceOrders, (scope, { query }) => serviceOrderList(scope, query));
  on(contract.getServiceOrderBoard, (scope, { query }) => serviceOrderBoard(scope, query));
  on(contract.listAppointments, (scope, { query }) => appointmentList(scope, query));
  on(contract.getServiceOrder, (scope, { params }) => serviceOrderView(scope, params.id));
  on(contract.createServiceOrder, (scope, { body }) => orderVisit(scope, body));
  on(contract.updateServiceOrder, (scope, { params, body, ifMatch }) => updateOrder(scope, params.id, body, ifMatch));
  on(contract.scheduleServiceOrder, (scope, { params, body }) => schedule(scope, params.id, body));
  on(contract.startServiceOrder, (scope, { params }) => start(scope, params.id));
  on(contract.tickServiceOrderItem, (scope, { params, body }) => tick(scope, params.id, params.itemId, body.done));
  on(contract.completeServiceOrder, (scope, { params, body }) => complete(scope, params.id, body));
  on(contract.reserveOrderEquipment, (scope, { params }) => holdEquipment(scope, params.id));
  on(contract.setOrderEquipment, (scope, { params, body, ifMatch }) => setEquipment(scope, params.id, body, ifMatch));
  on(contract.cancelServiceOrder, (scope, { params, body }) => cancel(scope, params.id, body.reason));
}
