import { reportTextStatus } from '@lastmile/contracts';
import { systemActor } from '../../core/actor.ts';
import { NotFound } from '../../core/problems.ts';
import type { Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { isStatusAddress, noteTextStatus, statusUrl } from './text-status.ts';

/** A provider's word on a text: believed where the provider signed it for the address that it was given; every other address is none. */
export function textStatusRoutes({ free }: Routes, services: Pick<Services, 'config' | 'log' | 'sealer' | 'sms'>): void {
  const { log, sms } = services;
  free(reportTextStatus, async ({ params, body, request, inOrg }) => {
    const { organizationId, messageId } = params;
    if (!isStatusAddress(services, params)) throw new NotFound('address');
    const url = statusUrl(services, params);
    // Without PUBLIC_URL none was given to anybody, and none can have been signed.
    const status = url === null ? 'forged' as const : await sms.readStatus({ url, signature: String(request.headers['x-twilio-signature'] ?? ''), fields: body as { [name: string]: string } });
    // Only a provider knows the address, so it is the settings that are wrong.
    if (status === 'forged') log.warn({ messageId }, 'a text’s status was not signed with TWILIO_AUTH_TOKEN for PUBLIC_URL, and was left');
    else if (status !== 'nothing') await inOrg(systemActor(organizationId), (scope) => noteTextStatus(scope, messageId, status));
    return {};
  });
}
