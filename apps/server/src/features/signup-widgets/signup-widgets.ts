import { rolesThatHoldLeads, type SignupWidget, type SignupWidgetChanges } from '@lastmile/contracts';
import type { Static } from 'typebox';
import type { Scope } from '../../core/in-org.ts';
import { InvalidFields, NotFound } from '../../core/problems.ts';
import { expectVersion } from '../../core/records.ts';
import { instant } from '../../core/sql.ts';
import { placeOfNewLead } from '../leads/index.ts';
import { changedFields, writeChanges } from '../organizations/index.ts';

/** Where prospects fill in a form, made of its id. */
export type AddressOf = (widgetId: string) => string;
type Widget = Static<typeof SignupWidget>;
type StoredWidget = Omit<Widget, 'publicUrl'>;

/** The organization's signup forms, oldest first. */
export async function listSignupWidgets(scope: Scope, addressOf: AddressOf): Promise<Widget[]> {
  const widgets = await read(scope, null);
  return widgets.map((widget) => ({ ...widget, publicUrl: addressOf(widget.id) }));
}

/** Changes a form. Throws a 404, a 412, and a 422 naming a pipeline, stage or person that new leads cannot go to. */
export async function changeSignupWidget(
  scope: Scope, id: string, body: Static<typeof SignupWidgetChanges>, ifMatch: number | null, addressOf: AddressOf,
): Promise<Widget> {
  await scope.rows('select 1 from signup_widgets where organization_id = $1 and id = $2 for update', [scope.organizationId, id]);
  const widget = await widgetOf(scope, id);
  await expectVersion(widget, ifMatch, () => ({ ...widget, publicUrl: addressOf(id) }));
  const { introduction } = body;
  const changed = changedFields<StoredWidget>(widget, {
    ...body,
    ...(introduction === undefined ? {} : { introduction: introduction?.trim() || null }),
    ...await placeOf(scope, widget, body),
  });
  await refuseUnknownOwner(scope, body.ownerId);
  await writeChanges(scope, { table: 'signup_widgets', id, dated: true }, changed);
  if (Object.keys(changed).length > 0) await scope.record('signup_widget.updated', { type: 'signup_widget', id }, changed);
  return { ...await widgetOf(scope, id), publicUrl: addressOf(id) };
}

/** Another pipeline without a stage means its first one; a stage has to be one of the pipeline's. */
async function placeOf(
  scope: Scope, widget: StoredWidget, { pipelineId, stageId }: { pipelineId?: string; stageId?: string },
): Promise<{ pipelineId?: string; stageId?: string }> {
  if (pipelineId === undefined && stageId === undefined) return {};
  const { pipeline, stage } = await placeOfNewLead(scope, { pipelineId: pipelineId ?? widget.pipelineId, stageId });
  if (stage.type === 'lost') throw new InvalidFields([{ pointer: '/stageId', detail: 'Who signs up is not lost. Choose another stage.' }]);
  return { pipelineId: pipeline.id, stageId: stage.id };
}

async function refuseUnknownOwner({ rows, organizationId }: Scope, ownerId: string | null | undefined): Promise<void> {
  if (!ownerId) return;
  const found = await rows('select 1 from users where organization_id = $1 and id = $2 and disabled_at is null and role = any ($3)', [organizationId, ownerId, rolesThatHoldLeads]);
  if (found.length === 0) throw new InvalidFields([{ pointer: '/ownerId', detail: 'There is no such active person who works on leads.' }]);
}

async function widgetOf(scope: Scope, id: string): Promise<StoredWidget> {
  const [widget] = await read(scope, id);
  if (!widget) throw new NotFound('signup form');
  return widget;
}

async function read({ rows, organizationId }: Scope, id: string | null): Promise<StoredWidget[]> {
  return rows<StoredWidget>(
    `select id, title, introduction, button_text as "buttonText", thank_you_message as "thankYouMessage", pipeline_id as "pipelineId",
            stage_id as "stageId", owner_id as "ownerId", source, show_offers as "showOffers", offer_required as "offerRequired",
            include_tax as "includeTax", is_active as "isActive", ${instant('created_at')} as "createdAt", version
       from signup_widgets where organization_id = $1 and ($2::uuid is null or id = $2) order by created_at, id`, [organizationId, id]);
}
