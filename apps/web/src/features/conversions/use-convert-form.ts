import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import {
  ConversionRequest,
  convertLead,
  getConversion,
  type Conversion,
  type ConversionPlan,
  type ConversionSettings,
  type Lead,
} from '@lastmile/contracts';
import { complaints, toBody } from '../../lib/form-body.ts';
import { keyOf } from '../../lib/query.ts';
import { useSession } from '../../lib/session.tsx';
import { useWrite } from '../../lib/use-write.ts';
import { isAnswered, useContractForm, type ExitAnswer } from '../../ui/index.ts';
import { initialRequest, newRouterUser, type RouterUserValues } from './conversion-request.ts';
import { usePlan } from './use-plan.ts';

/** The form of a conversion with the plan that follows it. `done` is called with the conversion that has begun. */
export function useConvertForm(lead: Lead, settings: ConversionSettings, done: (conversion: Conversion) => void) {
  const { organization } = useSession();
  const client = useQueryClient();
  const write = useWrite();
  const [exit, setExit] = useState<ExitAnswer>({ met: [], reason: '' });
  const [outdated, setOutdated] = useState<ConversionPlan | null>(null);

  const form = useContractForm(ConversionRequest, {
    initial: initialRequest(lead, organization.timezone, settings.defaultType),
    submit: (request, call) =>
      write(convertLead, { params: { id: lead.id }, body: { planHash: planned.plan!.planHash, ...request, ...exitOf(exit) } }, call, [
        'leads',
        'today',
        'subscribers',
        'invoices',
        'service-orders',
      ]),
    done: (conversion) => {
      client.setQueryData(keyOf(getConversion, { params: { id: conversion.id } }), conversion);
      done(conversion);
    },
    failed: (problem) => {
      if (problem.code === 'plan_changed' && problem.more.plan) {
        setOutdated(planned.plan ?? null);
        planned.replace(problem.more.plan as ConversionPlan);
        return true;
      }
      if (problem.more.blockers) planned.again();
      return false;
    },
  });

  const request = toBody(ConversionRequest, form.values, false) as ConversionRequest;
  const isValid = Object.keys(complaints(ConversionRequest, request)).length === 0;
  const planned = usePlan(lead.id, request, isValid);
  const { plan } = planned;
  const routerUser = (form.values.routerUser ?? null) as RouterUserValues | null;

  return {
    form,
    planned,
    routerUser,
    /** Creates a router user with the conversion, or with null none. */
    setRouter: (routerId: string | null) => {
      if (routerId === null) form.set('routerUser', undefined);
      else form.set('routerUser', routerUser ? { ...routerUser, routerId, addressPool: '' } : newRouterUser(routerId, settings));
    },
    /** The plan that was looked at when the world changed. */
    outdated,
    /** What was said of the exit criteria of the stage that the lead leaves. */
    exit,
    setExit,
    canSubmit:
      isValid &&
      (routerUser === null || settings.passwordKind !== 'by_hand' || routerUser.password !== '') &&
      planned.isFresh &&
      plan !== undefined &&
      plan.blockers.length === 0 &&
      isAnswered(plan.exitCriteria, exit),
  };
}

const exitOf = ({ met, reason }: ExitAnswer) => ({
  ...(met.length > 0 ? { exitCriteriaMet: [...met] } : {}),
  ...(reason.trim() ? { exitCriteriaSkipReason: reason } : {}),
});

export type ConvertForm = ReturnType<typeof useConvertForm>;
