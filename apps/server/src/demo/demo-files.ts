import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { FileCategory } from '@lastmile/contracts';
import { systemActor } from '../core/actor.ts';
import type { Services } from '../core/services.ts';
import { keyOf } from '../features/files/index.ts';
import type { SubjectEvent } from './happenings.ts';
import { insertRows } from '../core/rows.ts';
import { idAt } from './id-at.ts';
import { insertEvents } from './write-leads.ts';

const hour = 3_600_000;

interface Sample { file: string; name: string; category: FileCategory; mediaType: string; hoursAgo: number }
const samples: readonly Sample[] = [
  { file: 'agreement.pdf', name: 'Service agreement.pdf', category: 'contract', mediaType: 'application/pdf', hoursAgo: 5 },
  { file: 'front-gate.jpg', name: 'front-gate.jpg', category: 'photo', mediaType: 'image/jpeg', hoursAgo: 30 },
];

/** A photo and an agreement on the lead that everybody opens first. Like every file, stored before their rows. */
export async function addDemoFiles({ files, inOrg, clock }: Pick<Services, 'files' | 'inOrg' | 'clock'>, organizationId: string): Promise<void> {
  const actor = systemActor(organizationId);
  const lead = await inOrg(actor, async ({ rows }) => (await rows<{ id: string; ownerId: string; ownerName: string }>(
    `select l.id, u.id as "ownerId", u.name as "ownerName" from leads l join users u on u.organization_id = l.organization_id and u.id = l.owner_id
      where l.organization_id = $1 and l.phone = $2`, [organizationId, '+254712555014']))[0], { readOnly: true });
  if (!lead) return;
  const { id: leadId, ownerId, ownerName } = lead;
  const rows: object[] = [];
  const events: SubjectEvent[] = [];
  for (const { file, name, category, mediaType, hoursAgo } of samples) {
    const content = await readFile(path.join(import.meta.dirname, 'files', file));
    const at = new Date(clock.now().getTime() - hoursAgo * hour);
    const id = idAt(at);
    const key = keyOf({ organizationId, leadId, id, name }, at);
    await files.put(key, Readable.from([content]), { size: content.length, mediaType });
    const sha256 = `\\x${createHash('sha256').update(content).digest('hex')}`;
    rows.push({ id, leadId, name, category, mediaType, size: content.length, sha256, key, createdById: ownerId, createdAt: at, updatedAt: at, version: 1 });
    events.push({
      type: 'file.added', subject: { type: 'lead', id: leadId }, actor: { id: ownerId, name: ownerName }, at,
      changes: { fileId: id, name, category, mediaType, size: content.length },
    });
  }
  await inOrg(actor, async (scope) => {
    await insertRows(scope, 'files', rows);
    await insertEvents(scope, events);
  });
}
