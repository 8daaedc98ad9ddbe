import type { RouterConnection, RouterUserSpec } from '../../ports/router.ts';

/** The router part of one conversion: which user on which router, and how to reach it. */
export interface Provisioning {
  organizationId: string;
  conversionId: string;
  routerId: string;
  routerName: string;
  attempts: number;
  connection: RouterConnection;
  user: RouterUserSpec;
}

/** What says on the router that a user is ours. */
export const markerOf = (conversionId: string): string => `lm:${conversionId}`;
