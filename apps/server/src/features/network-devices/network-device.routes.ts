import * as contract from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { networkDeviceList, networkDeviceView } from './network-device.view.ts';

export function networkDeviceRoutes({ on }: Routes): void {
  on(contract.listNetworkDevices, (scope, { query }) => networkDeviceList(scope, query));
  on(contract.getNetworkDevice, (scope, { params }) => networkDeviceView(scope, params.id));
}
