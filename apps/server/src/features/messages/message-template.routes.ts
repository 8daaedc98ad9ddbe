import * as contract from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { messageTemplates, previewTemplate, resetTemplate, setTemplate } from './message-templates.ts';

export function messageTemplateRoutes({ on }: Routes): void {
  on(contract.listMessageTemplates, async (scope) => ({ data: await messageTemplates(scope) }));
  on(contract.setMessageTemplate, (scope, { params, body, ifMatch }) => setTemplate(scope, params, body, ifMatch));
  on(contract.resetMessageTemplate, async (scope, { params }) => {
    await resetTemplate(scope, params);
    return {};
  });
  on(contract.previewMessageTemplate, async (_scope, { params: { kind, channel }, body }) => previewTemplate(kind, channel, body));
}
