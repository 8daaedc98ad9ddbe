import * as contract from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { messageTemplates, previewTemplate, resetTemplate, setTemplate } from './message-templates.ts';
import { addNamedTemplate, changeNamedTemplate, namedTemplates, removeNamedTemplate } from './named-templates.ts';

export function messageTemplateRoutes({ on }: Routes): void {
  on(contract.listMessageTemplates, async (scope) => ({ data: await messageTemplates(scope) }));
  on(contract.setMessageTemplate, (scope, { params, body, ifMatch }) => setTemplate(scope, params, body, ifMatch));
  on(contract.resetMessageTemplate, async (scope, { params }) => {
    await resetTemplate(scope, params);
    return {};
  });
  on(contract.listNamedTemplates, async (scope, { query }) => ({ data: await namedTemplates(scope, query) }));
  on(contract.createNamedTemplate, (scope, { body }) => addNamedTemplate(scope, body));
  on(contract.updateNamedTemplate, (scope, { params, body, ifMatch }) => changeNamedTemplate(scope, params.id, body, ifMatch));
  on(contract.deleteNamedTemplate, async (scope, { params }) => {
    await removeNamedTemplate(scope, params.id);
    return {};
  });
  on(contract.previewMessageTemplate, async (_scope, { params: { kind, channel }, body }) => previewTemplate(kind, channel, body));
}
