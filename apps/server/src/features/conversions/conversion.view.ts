import type { Conversion, ConversionStep } from '@lastmile/contracts';
import type { Static } from 'typebox';
import { nobody } from '../../core/ids.ts';
import type { Scope } from '../../core/in-org.ts';
import { numberSql } from '../../core/numbers.ts';
import { NotFound } from '../../core/problems.ts';
import { instant } from '../../core/sql.ts';
import { readableOwners } from '../leads/index.ts';
import { skippableIn, type StepName } from './conversion-steps.ts';

interface StepRow extends Omit<Static<typeof ConversionStep>, 'title' | 'canSkip'> { name: StepName }

/** A conversion with its steps, for somebody who may see its lead. Throws {@link NotFound} for anybody else. */
export async function conversionView({ rows, organizationId, actor }: Scope, id: string): Promise<Conversion> {
  const [found] = await rows<Omit<Conversion, 'waiting'> & { ownerKey: string; inMaintenance: boolean | null; nextTryAt: string | null; givesUpAt: string | null; routerName: string | null; username: string | null; service: string | null }>(
    `select c.id, c.lead_id as "leadId", l.title as "leadTitle", c.type, c.state, c.value::text, c.subscriber_id as "subscriberId",
            c.subscription_id as "subscriptionId", c.router_user_id as "routerUserId", i.id as "invoiceId",
            case i.kind when 'invoice' then ${numberSql('invoice', 'i.number')} when 'proforma' then ${numberSql('proforma', 'i.number')} end as "invoiceNumber",
            o.id as "serviceOrderId", ${numberSql('service_order', 'o.number')} as "serviceOrderNumber", ${instant('c.withdrawn_at')} as "withdrawnAt", c.problem, c.clean_up_pending as "cleanUpPending",
            ${instant('c.created_at')} as "createdAt", ${instant('c.finished_at')} as "finishedAt", l.owner_key as "ownerKey",
            case when c.state = 'running' then ${instant('c.next_try_at')} end as "nextTryAt", ${instant('c.gives_up_at')} as "givesUpAt", r.in_maintenance as "inMaintenance",
            r.name as "routerName", u.username, u.service
       from conversions c join leads l on l.organization_id = $1 and l.id = c.lead_id
       left join invoices i on i.organization_id = $1 and i.conversion_id = c.id and i.conversion_round = c.round
       left join service_orders o on o.organization_id = $1 and o.conversion_id = c.id and o.conversion_round = c.round
       left join router_users u on u.organization_id = $1 and u.id = c.router_user_id
       left join routers r on r.organization_id = $1 and r.id = u.router_id
      where c.organization_id = $1 and c.id = $2`, [organizationId, id]);
  const readable = readableOwners(actor);
  if (!found || (readable && !readable.includes(found.ownerKey ?? nobody))) throw new NotFound('conversion');
  const { ownerKey: _, routerName, username, service, nextTryAt, givesUpAt, inMaintenance, ...conversion } = found;
  const steps = await rows<StepRow>(
    `select name, state, attempts, message, ${instant('at')} as at, skip_reason as "skipReason", skipped_by as "skippedBy" from conversion_steps where organization_id = $1 and conversion_id = $2 order by position, at`,
    [organizationId, id]);
  const kind = service === 'hotspot' ? 'hotspot' : service === 'user_manager' ? 'User Manager' : 'PPPoE';
  const router = routerName ?? 'the router';
  const titles: { [name in StepName]: string } = {
    plan: 'Plan checked',
    connect: `Connect to ${router}`,
    look_up: `Look for ${username ?? 'the user'} on ${router}`,
    add: `Create the ${kind} user`,
    read_back: 'Read the user back from the router',
    enable: 'Enable the user',
    records: 'Make the subscriber, its bill and service order, and win the lead',
    clean_up: `Clean up ${router}`,
  };
  const skippable = skippableIn(steps, { state: conversion.state, isWaiting: nextTryAt !== null, cleanUpPending: conversion.cleanUpPending });
  return {
    ...conversion,
    waiting: nextTryAt === null ? null
      : inMaintenance ? { for: 'maintenance', nextTryAt: null, until: null } : { for: 'router', nextTryAt, until: givesUpAt },
    steps: steps.map((step) => ({ ...step, title: titles[step.name], canSkip: skippable.includes(step.name) })),
  };
}
