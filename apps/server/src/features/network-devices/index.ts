/** The door to what of the stock is a part of the network. */
export { followUnits } from './follow-units.ts';
export { networkDeviceRoutes } from './network-device.routes.ts';
