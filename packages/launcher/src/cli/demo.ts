import { runCommand } from '../command.ts';
import { ConfigurationProblem } from '../configuration-problem.ts';
import { reachDatabase } from '../product-database.ts';
import { addDemoLeads, migrateProduct } from '../server.ts';
import { readWords } from '../words.ts';

const usage = 'pnpm demo --leads 100000';
const most = 10_000_000;
const log = (line: string) => console.log(line);

await runCommand(async (signal) => {
  const { leads = '1000' } = readWords(usage, { leads: { type: 'string' } });
  const count = Number(leads);
  if (!Number.isInteger(count) || count < 1 || count > most) {
    throw new ConfigurationProblem(`--leads is "${leads}"; expected a whole number from 1 to ${most}. Usage: ${usage}`);
  }
  await using resources = new AsyncDisposableStack();
  const { environment } = await reachDatabase({ environment: process.env, resources, signal, log });
  await migrateProduct(environment, log);
  await addDemoLeads(environment, count, log);
  return 0;
});
