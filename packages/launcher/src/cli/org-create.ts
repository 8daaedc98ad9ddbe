import { runCommand } from '../command.ts';
import { reachDatabase } from '../product-database.ts';
import { createOrganization, migrateProduct } from '../server.ts';
import { readWords, required } from '../words.ts';

const usage =
  'pnpm org:create --name "Fibre Co" --owner-email owner@example.com --password "at least 12 characters" ' +
  '[--owner-name "Ada"] [--country KE] [--currency KES] [--timezone Africa/Nairobi]';

const text = { type: 'string' } as const;
const log = (line: string) => console.log(line);

await runCommand(async (signal) => {
  const words = readWords(usage, {
    name: text, 'owner-email': text, 'owner-name': text, password: text, country: text, currency: text, timezone: text,
  });
  const name = required(words.name, 'name', usage);
  const email = required(words['owner-email'], 'owner-email', usage);
  const organization = {
    name,
    country: words.country ?? 'KE',
    currency: words.currency ?? 'KES',
    timezone: words.timezone ?? 'Africa/Nairobi',
    owner: {
      name: words['owner-name'] ?? email.split('@')[0] ?? email,
      email,
      password: required(words.password, 'password', usage),
    },
  };
  await using resources = new AsyncDisposableStack();
  const { environment } = await reachDatabase({ environment: process.env, resources, signal, log });
  const url = await migrateProduct(environment, log);
  await createOrganization(url, organization);
  log(`Organization "${name}" is ready; ${email} can sign in as its owner.`);
  return 0;
});
