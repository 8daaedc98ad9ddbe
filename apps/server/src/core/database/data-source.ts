import { DataSource, DefaultNamingStrategy, type EntitySchema } from 'typeorm';
import { GatheringSocket } from './gathering-socket.ts';

/** `organizationId` is `organization_id`: one name in code, its snake case in the database. */
class SnakeCase extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}

/** The pool of the running role. The schema comes from `migrations/`; TypeORM never changes it. */
export function createDataSource(url: string, entities: EntitySchema<object>[], poolSize: number): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    namingStrategy: new SnakeCase(),
    synchronize: false,
    migrationsRun: false,
    poolSize,
    applicationName: 'lastmile',
    // Not needed, and each costs statements at start.
    installExtensions: false,
    // Pipelined: statements that do not wait for each other's answers share a round trip (core/in-org).
    extra: { idleTimeoutMillis: 30_000, connectionTimeoutMillis: 10_000, pipeline: true, stream: () => new GatheringSocket() },
  });
}
