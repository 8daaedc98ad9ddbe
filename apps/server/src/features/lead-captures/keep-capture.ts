import { newId } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { insertRow } from '../../core/rows.ts';
import { noteScores } from '../leads/index.ts';
import type { Capture, Worth } from './capture.ts';

const unknownWorth: Worth = { amount: null, isStated: false };

/** Keeps a capture with its lead; what that changes about the lead is the caller's. */
export async function keepCapture(
  scope: Scope, leadId: string, { externalRef, data, ...capture }: Capture, { joined, worth = unknownWorth }: { joined: boolean; worth?: Worth },
): Promise<string> {
  const id = newId();
  await insertRow(scope, 'lead_captures', {
    organizationId: scope.organizationId, id, leadId, ...capture, data: JSON.stringify(data), estimatedValue: worth.amount, valueStated: worth.isStated, joined,
    externalSource: externalRef?.source ?? null, externalReference: externalRef?.reference ?? null, capturedBy: scope.actor.name, createdAt: scope.now,
  });
  noteScores(scope, [leadId]);
  return id;
}
