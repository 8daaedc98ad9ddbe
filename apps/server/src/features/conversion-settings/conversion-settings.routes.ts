import * as contract from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields } from '../../core/problems.ts';
import { expectVersion } from '../../core/records.ts';
import type { PatternPart } from '../../core/name-pattern.ts';
import type { Routes } from '../../core/routes.ts';
import { lastUsernameNumber, readUsernamePattern, writeUsername } from './username-pattern.ts';
import { conversionSettings } from './conversion-settings.ts';

type Changes = NonNullable<contract.Input<typeof contract.updateConversionSettings>['body']>;

export async function change(scope: Scope, changes: Changes, ifMatch: number | null): Promise<contract.ConversionSettings> {
  const { rows, organizationId, now } = scope;
  const before = await conversionSettings(scope, { lock: true });
  await expectVersion(before, ifMatch, () => before);
  const { offeredTypes, defaultType, enableAfterInstallation, routerPatienceHours, checklist, usernamePattern, passwordKind, passwordLength, passwordAlphabet } = { ...before, ...changes };
  if (!offeredTypes.includes('new_with_proforma')) {
    throw new InvalidFields([{ pointer: '/offeredTypes', detail: 'A new subscriber with a proforma is always offered.' }]);
  }
  refuseBadPattern(usernamePattern);
  if (!offeredTypes.includes(defaultType)) throw new InvalidFields([{ pointer: '/defaultType', detail: 'Choose one of the types that are offered.' }]);
  await rows(
    `update conversion_settings set offers_active_without_invoice = $2, offers_active_with_invoice = $3, default_type = $4, enable_after_installation = $5,
            checklist = $6, updated_at = $7, router_patience_hours = $8, username_pattern = $9, password_kind = $10,
            password_length = $11, password_alphabet = $12, version = version + 1 where organization_id = $1`,
    [organizationId, offeredTypes.includes('active_without_invoice'), offeredTypes.includes('active_with_invoice'), defaultType, enableAfterInstallation,
      checklist.map((text) => text.trim()), now, routerPatienceHours, usernamePattern.trim(), passwordKind, passwordLength, passwordAlphabet]);
  if (changes.wonStages) await setWonStages(scope, changes.wonStages);
  await scope.record('conversion_settings.updated', { type: 'organization', id: organizationId }, { ...changes });
  return conversionSettings(scope);
}

async function setWonStages({ rows, organizationId }: Scope, wonStages: contract.ConversionSettings['wonStages']): Promise<void> {
  const known = await rows<{ id: string; pipelineId: string }>(
    `select id, pipeline_id as "pipelineId" from stages where organization_id = $1 and id = any ($2::uuid[]) and type = 'won'`,
    [organizationId, wonStages.map(({ stageId }) => stageId)]);
  for (const [index, { pipelineId, stageId }] of wonStages.entries()) {
    if (!known.some((stage) => stage.id === stageId && stage.pipelineId === pipelineId)) {
      throw new InvalidFields([{ pointer: `/wonStages/${index}/stageId`, detail: 'Choose a won stage of the pipeline.' }]);
    }
    if (wonStages.findIndex((other) => other.pipelineId === pipelineId) !== index) {
      throw new InvalidFields([{ pointer: `/wonStages/${index}/pipelineId`, detail: 'This pipeline is named twice.' }]);
    }
  }
  await rows('delete from conversion_won_stages where organization_id = $1', [organizationId]);
  await rows(
    `insert into conversion_won_stages (organization_id, pipeline_id, stage_id) select $1, * from unnest($2::uuid[], $3::uuid[])`,
    [organizationId, wonStages.map(({ pipelineId }) => pipelineId), wonStages.map(({ stageId }) => stageId)]);
}

function refuseBadPattern(usernamePattern: string): void {
  const parts = readUsernamePattern(usernamePattern);
  if ('problem' in parts) throw new InvalidFields([{ pointer: '/usernamePattern', detail: parts.problem }]);
}

/** How users of the newest leads would be called, or of one that is made up where there is none yet. */
async function preview(scope: Scope, usernamePattern: string): Promise<{ usernames: { lead: string; username: string }[] }> {
  refuseBadPattern(usernamePattern);
  const parts = readUsernamePattern(usernamePattern) as PatternPart[];
  const leads = await scope.rows<{ id: string; title: string; number: number; phone: string | null }>(
    `select id, title, number, phone from leads where organization_id = $1 and deleted_at is null and merged_into_id is null order by created_at desc, id desc limit 3`, [scope.organizationId]);
  const next = await lastUsernameNumber(scope) + 1;
  const examples = leads.length > 0 ? leads : [{ id: scope.organizationId, title: 'Wanjiku Kamau', number: 412, phone: '+254712555014' }];
  return { usernames: examples.map((lead, index) => ({ lead: lead.title, username: writeUsername(parts, lead, { next: next + index, attempt: 0 }) })) };
}

export function conversionSettingsRoutes({ on }: Routes): void {
  on(contract.getConversionSettings, (scope) => conversionSettings(scope));
  on(contract.previewUsernames, (scope, { body }) => preview(scope, body.usernamePattern));
  on(contract.updateConversionSettings, (scope, { body, ifMatch }) => change(scope, body, ifMatch));
}
