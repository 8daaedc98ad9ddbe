import * as contract from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { addressPools, changeAddressPools, freeAddresses } from './address-pools.ts';

export function addressPoolRoutes({ on }: Routes): void {
  on(contract.getAddressPools, (scope, { params }) => addressPools(scope, params.id));
  on(contract.setAddressPools, (scope, { params, body }) => changeAddressPools(scope, params.id, body.pools));
  on(contract.listFreeAddresses, async (scope, { params, query }) => ({ addresses: await freeAddresses(scope, params.id, query) }));
}
