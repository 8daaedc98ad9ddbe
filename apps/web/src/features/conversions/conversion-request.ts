import { madeUpPassword, type ConversionPlan, type ConversionRequest, type Lead, type PasswordRule } from '@lastmile/contracts';
import type { Values } from '../../lib/form-body.ts';
import { calendarDay } from '../../lib/format.ts';
import { randomBelow } from '../../lib/random.ts';

/** A router user as the fields hold it; an empty user name or profile is left to the plan. */
export interface RouterUserValues {
  routerId: string;
  service: 'pppoe' | 'hotspot' | 'user_manager';
  username: string;
  password: string;
  profile: string;
  ipAddress: string;
  addressPool: string;
}

/** A password by the organization's rule; empty where people give one. */
export const routerPassword = (rule: PasswordRule): string => madeUpPassword(rule, randomBelow) ?? '';

/** A new router user on a router, with a password made up here. */
export function newRouterUser(routerId: string, rule: PasswordRule): RouterUserValues {
  return {
    routerId,
    service: 'pppoe',
    username: '',
    password: routerPassword(rule),
    profile: '',
    ipAddress: '',
    addressPool: '',
  };
}

/** What the form begins with: everything the lead knows already. `timezone` is the organization's, where the service is. */
export function initialRequest(lead: Lead, timezone: string, type: ConversionRequest['type']): Values {
  return {
    type,
    offerId: lead.offerId ?? '',
    startsOn: calendarDay(Date.now(), timezone),
    installationAddress: addressOf(lead),
    routerUser: undefined,
    subscriberId: undefined,
    appointment: undefined,
  };
}

const addressOf = (lead: Lead): string =>
  lead.propertyAddress ?? [lead.unitNumber, lead.street, lead.location, lead.city].filter(Boolean).join(', ');

/** The request without its password: the plan does not depend on it, and what is cached need not know it. */
export function withoutPassword(request: ConversionRequest): ConversionRequest {
  if (!request.routerUser) return request;
  const { password: _, ...routerUser } = request.routerUser;
  return { ...request, routerUser };
}

/** What the plan made of the router user: the name, profile and address it would take. */
export function plannedRouterUser(plan: ConversionPlan | undefined): { username: string; profile: string; ipAddress: string } | null {
  const details = plan?.effects.find(({ kind }) => kind === 'router_user')?.details;
  return details ? { username: String(details.username ?? ''), profile: String(details.profile ?? ''), ipAddress: String(details.ipAddress ?? '') } : null;
}
