import { deleteLogo, getLogo, logoLimits, setLogo } from '@lastmile/contracts';
import path from 'node:path';
import { prospectActor } from '../../core/actor.ts';
import { NotFound } from '../../core/problems.ts';
import type { Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { changeLogo, logoOf, putLogo } from './logo.ts';

export function logoRoutes({ on, form, free }: Routes, services: Services): void {
  const { config, files } = services;
  form(setLogo, { directory: path.join(config.dataDir, 'incoming'), maxFileBytes: logoLimits.bytes }, (call) => putLogo(services, call));
  on(deleteLogo, (scope) => changeLogo(scope, null));

  free(getLogo, async ({ params, inOrg, reply }) => {
    const logo = await inOrg(prospectActor(params.organizationId, 'UTC'), (scope) => logoOf(scope, params.logoId), { readOnly: true });
    const content = logo && await files.read(logo.key);
    if (!content) throw new NotFound('logo');
    return reply
      .header('content-type', logo.mediaType)
      .header('content-length', logo.size)
      .header('x-content-type-options', 'nosniff')
      .header('content-security-policy', "default-src 'none'; sandbox; frame-ancestors 'none'")
      // In signup forms on other sites the page is ours; a mail program's proxy is nobody's page. Another logo has another address.
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('cache-control', 'public, max-age=86400')
      .send(content);
  });
}
