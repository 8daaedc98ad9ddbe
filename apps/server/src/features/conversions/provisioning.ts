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
  /** Made disabled: it is enabled when the service order is completed. */
  waits: boolean;
}
