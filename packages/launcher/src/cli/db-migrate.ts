import { runCommand } from '../command.ts';
import { reachDatabase } from '../product-database.ts';
import { migrateProduct } from '../server.ts';

const log = (line: string) => console.log(line);

await runCommand(async (signal) => {
  await using resources = new AsyncDisposableStack();
  const { environment } = await reachDatabase({ environment: process.env, resources, signal, log });
  await migrateProduct(environment, log);
  log('The database is up to date.');
  return 0;
});
