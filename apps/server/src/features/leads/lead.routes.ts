import * as contract from '@lastmile/contracts';
import { attachment } from '../../core/attachment.ts';
import { NotSignedIn } from '../../core/problems.ts';
import type { Routes } from '../../core/routes.ts';
import { assignLead, claimLead } from './claiming/claim-lead.ts';
import { claimNextLead } from './claiming/claim-next-lead.ts';
import { createLead } from './writing/create-lead.ts';
import { allowContact, stopContact } from './writing/do-not-contact.ts';
import { deleteLead, restoreLead } from './writing/delete-lead.ts';
import { exportLeads } from './exporting/export-leads.ts';
import { leadBoard } from './finding/lead-board.ts';
import { leadList } from './finding/lead-list.ts';
import { setLeadTags } from './writing/lead-tags.ts';
import { leadView } from './lead.view.ts';
import { moveLead } from './moving/move-lead.ts';
import { updateLead } from './writing/update-lead.ts';

export function leadRoutes({ on, free }: Routes): void {
  on(contract.listLeads, (scope, { query }) => leadList(scope, query));
  free(contract.exportLeads, async ({ identity, inOrg, query, reply }) => {
    if (!identity) throw new NotSignedIn();
    const { content, ...file } = await exportLeads(inOrg, identity.actor, query);
    return attachment(reply, file).send(content);
  });
  on(contract.getBoard, (scope, { query }) => leadBoard(scope, query));
  on(contract.getLead, (scope, { params }) => leadView(scope, params.id));

  on(contract.createLead, async (scope, { body }) => leadView(scope, (await createLead(scope, body)).id, { justMade: true }));
  on(contract.updateLead, async (scope, { params, body, ifMatch }) => {
    await updateLead(scope, params.id, body, ifMatch);
    return leadView(scope, params.id);
  });
  on(contract.setLeadTags, async (scope, { params, body, ifMatch }) => {
    await setLeadTags(scope, params.id, body.tagIds, ifMatch);
    return leadView(scope, params.id);
  });
  on(contract.moveLead, async (scope, { params, body, ifMatch }) => {
    await moveLead(scope, params.id, body, ifMatch);
    return leadView(scope, params.id);
  });
  on(contract.stopContact, async (scope, { params, body, ifMatch }) => {
    await stopContact(scope, params.id, body.reason, ifMatch);
    return leadView(scope, params.id);
  });
  on(contract.allowContact, async (scope, { params, ifMatch }) => {
    await allowContact(scope, params.id, ifMatch);
    return leadView(scope, params.id);
  });
  on(contract.claimLead, async (scope, { params }) => {
    await claimLead(scope, params.id);
    return leadView(scope, params.id);
  });
  on(contract.claimNextLead, async (scope, { body }) => leadView(scope, await claimNextLead(scope, body.pipelineId ?? null)));
  on(contract.assignLead, async (scope, { params, body, ifMatch }) => {
    await assignLead(scope, params.id, body.ownerId, ifMatch);
    return leadView(scope, params.id);
  });
  on(contract.deleteLead, async (scope, { params }) => {
    await deleteLead(scope, params.id);
    return {};
  });
  on(contract.restoreLead, async (scope, { params }) => {
    await restoreLead(scope, params.id);
    return leadView(scope, params.id);
  });
}
