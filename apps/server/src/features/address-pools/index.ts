/** The door to address pools for other features. */
export { addressPoolRoutes } from './address-pool.routes.ts';
export { freeCount, lockAddresses, nextFreeAddress } from './address-pools.ts';
