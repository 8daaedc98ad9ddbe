import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { connected } from '../../../../../packages/launcher/src/postgres/database.ts';
import { createTestDatabase } from '../../../../../packages/launcher/src/testing/test-database.ts';
import { migrate } from './migrate.ts';

const directory = path.resolve(import.meta.dirname, '../../../../../migrations');

test('installations on one server that start at the same moment make and change the role that they share', async () => {
  const role = `shared_${randomUUID().replaceAll('-', '')}`;
  const databases = await Promise.all(Array.from({ length: 5 }, () => createTestDatabase()));
  try {
    for (const password of ['first', 'second', 'third']) {
      await Promise.all(databases.map(({ ownerUrl }) => migrate({ ownerUrl, runtime: { role, password }, directory })));
    }
    const mine = new URL(databases[0]!.ownerUrl);
    Object.assign(mine, { username: role, password: 'third' });
    expect(await connected(mine.href, async (client) => (await client.query<{ me: string }>('select current_user as me')).rows[0]!.me)).toBe(role);
  } finally {
    await Promise.all(databases.slice(1).map((database) => database.drop()));
    await connected(databases[0]!.ownerUrl, (client) => client.query(`drop owned by ${role}; drop role ${role}`));
    await databases[0]!.drop();
  }
});
