import type { NetworkDeviceType } from '@lastmile/contracts';

export const deviceTypeNames: { readonly [type in NetworkDeviceType]: string } = {
  router: 'Router', switch: 'Switch', access_point: 'Access point', cpe: 'CPE', onu: 'ONU/ONT', server: 'Server', media_converter: 'Media converter', other: 'Device',
};
