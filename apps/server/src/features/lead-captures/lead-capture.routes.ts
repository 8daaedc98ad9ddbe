import { createLeadCapture, listLeadCaptures } from '@lastmile/contracts';
import { Answer, type Routes } from '../../core/routes.ts';
import { captureLead } from './capture-lead.ts';
import { capturesOf } from './lead-captures.ts';

export function leadCaptureRoutes({ on }: Routes): void {
  on(createLeadCapture, async (scope, { body }) => {
    const { isNew, ...captured } = await captureLead(scope, body);
    return new Answer(isNew ? 201 : 200, captured);
    // A burst is of one company most often; whoever waits for it would hold a connection of the pool.
  }, { atOnce: 2 });
  on(listLeadCaptures, (scope, { params, query }) => capturesOf(scope, params.id, query));
}
