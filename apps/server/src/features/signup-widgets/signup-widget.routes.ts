import { getSignupForm, listSignupWidgets, submitSignup, updateSignupWidget } from '@lastmile/contracts';
import { prospectActor, type Actor } from '../../core/actor.ts';
import { NotFound } from '../../core/problems.ts';
import { createRateLimiter, networkOf } from '../../core/rate-limiter.ts';
import type { Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { organizationOfWidget } from '../organizations/index.ts';
import { enquire } from './enquire.ts';
import { formOf } from './signup-form.ts';
import { changeSignupWidget, listSignupWidgets as widgets } from './signup-widgets.ts';
import { makeTicket, suspicionOf } from './ticket.ts';

/** Signup forms: their settings for who signs in, and the form itself for everybody. */
export function signupWidgetRoutes({ on, free }: Routes, services: Services): void {
  const { clock, config, dataSource, log, sealer } = services;
  const limiter = createRateLimiter({ clock, max: 10, seconds: 600 });
  const addressOf = (widgetId: string) => `${services.publicUrl()}/signup/${widgetId}`;

  on(listSignupWidgets, async (scope) => ({ data: await widgets(scope, addressOf) }));
  on(updateSignupWidget, (scope, { params, body, ifMatch }) => changeSignupWidget(scope, params.id, body, ifMatch, addressOf));

  /** A prospect acts in the organization that the form belongs to, whoever they may be signed in as elsewhere. */
  async function prospectOf(widgetId: string): Promise<Actor> {
    const organizationId = await organizationOfWidget(dataSource, widgetId);
    if (!organizationId) throw new NotFound('signup form');
    return prospectActor(organizationId, 'UTC');
  }

  free(getSignupForm, async ({ params, inOrg }) => {
    const { view } = await inOrg(await prospectOf(params.id), (scope) => formOf(scope, params.id), { readOnly: true });
    return { ...view, ticket: makeTicket(sealer, params.id, clock.now()) };
  });

  free(submitSignup, async ({ params, body, inOrg, request, finish }) => {
    if (config.rateLimit > 0) limiter.count(networkOf(request.ip));
    const prospect = await prospectOf(params.id);
    const form = await inOrg(prospect, (scope) => formOf(scope, params.id), { readOnly: true });
    const thanks = { message: form.view.thankYouMessage };
    const suspicion = body.website ? 'honeypot' : suspicionOf(sealer, params.id, body.ticket, clock.now());
    if (suspicion) {
      // A program that is told nothing learns nothing; how often it happens is in the log.
      log.info({ widgetId: params.id, organizationId: prospect.organizationId, suspicion }, 'signup taken for a program’s');
      return thanks;
    }
    return finish({ ...prospect, timezone: form.timezone }, async (scope) => {
      await enquire(scope, form, body);
      return thanks;
    });
  }, { repeatable: true });
}
