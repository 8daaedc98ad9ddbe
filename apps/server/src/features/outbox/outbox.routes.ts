import { getOutboxMessage, listOutbox, sendMessageAgain } from '@lastmile/contracts';
import { Answer, type Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { outboxList, outboxMessage } from './outbox-list.ts';
import { sendAgain } from './send-again.ts';

export function outboxRoutes({ on }: Routes, services: Pick<Services, 'sealer'>): void {
  on(listOutbox, (scope, { query }) => outboxList(scope, query));
  on(getOutboxMessage, (scope, { params }) => outboxMessage(scope, params.id));
  on(sendMessageAgain, async (scope, { params }) => {
    const { id, isNew } = await sendAgain(services, scope, params.id);
    return new Answer(isNew ? 201 : 200, await outboxMessage(scope, id));
  });
}
