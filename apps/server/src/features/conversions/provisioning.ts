import type { RouterConnection, RouterUserSpec } from '../../ports/router.ts';
import type { StepName } from './conversion-steps.ts';

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
  /** What somebody left out. */
  skipped: readonly StepName[];
}
