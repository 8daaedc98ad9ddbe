import { EntitySchema } from 'typeorm';
import type { RouterConnection } from '../../ports/router.ts';
import type { Sealer } from '../../core/seal.ts';

/** A MikroTik router. Its password is sealed for this router alone: copied to another row it does not open. */
export class Router {
  organizationId!: string;
  id!: string;
  name!: string;
  host!: string;
  port!: number;
  tls!: RouterConnection['tls'];
  fingerprint!: string | null;
  username!: string;
  sealedPassword!: string;
  timeoutMs!: number;
  attempts!: number;
  lastCheckedAt!: Date | null;
  lastCheckOk!: boolean | null;
  lastCheckMessage!: string | null;
  profiles!: string[];
  /** Address pools, as of the last good check. */
  pools!: { name: string; ranges: string }[];
  inMaintenance!: boolean;
  createdAt!: Date;
  updatedAt!: Date;
  version!: number;
}

export const RouterEntity = new EntitySchema<Router>({
  name: 'Router',
  target: Router,
  tableName: 'routers',
  columns: {
    organizationId: { type: 'uuid', primary: true },
    id: { type: 'uuid', primary: true },
    name: { type: 'text' },
    host: { type: 'text' },
    port: { type: 'int' },
    tls: { type: 'text' },
    fingerprint: { type: 'text', nullable: true },
    username: { type: 'text' },
    sealedPassword: { type: 'text' },
    timeoutMs: { type: 'int' },
    attempts: { type: 'int' },
    lastCheckedAt: { type: 'timestamptz', nullable: true },
    lastCheckOk: { type: 'boolean', nullable: true },
    lastCheckMessage: { type: 'text', nullable: true },
    profiles: { type: 'text', array: true },
    pools: { type: 'jsonb' },
    inMaintenance: { type: 'boolean' },
    createdAt: { type: 'timestamptz' },
    updatedAt: { type: 'timestamptz' },
    version: { type: 'int' },
  },
});

export const passwordContext = (router: Pick<Router, 'organizationId' | 'id'>): string => `router/${router.organizationId}/${router.id}`;

/** How to reach it, password included: for the adapter only, never for an answer or a log. */
export function connectionTo(router: Router, sealer: Sealer): RouterConnection {
  const { host, port, tls, fingerprint, username, timeoutMs, name } = router;
  return { label: name, host, port, tls, fingerprint, username, timeoutMs, password: sealer.open(router.sealedPassword, passwordContext(router)) };
}
