import * as contract from '@lastmile/contracts';
import type { Routes } from '../../core/routes.ts';
import { changeLeadField } from './change-lead-field.ts';
import { createLeadField } from './create-lead-field.ts';
import { deleteLeadField } from './delete-lead-field.ts';
import { fieldUsage } from './field-usage.ts';
import { leadFieldViews } from './lead-field.view.ts';
import { orderLeadFields } from './order-lead-fields.ts';

export function leadFieldRoutes({ on }: Routes): void {
  on(contract.listLeadFields, async (scope) => ({ data: await leadFieldViews(scope) }));
  on(contract.createLeadField, (scope, { body }) => createLeadField(scope, body));
  on(contract.updateLeadField, (scope, { params, body, ifMatch }) => changeLeadField(scope, params.id, body, ifMatch));
  on(contract.deleteLeadField, async (scope, { params, query, ifMatch }) => {
    await deleteLeadField(scope, params.id, query, ifMatch);
    return {};
  });
  on(contract.orderLeadFields, async (scope, { body }) => ({ data: await orderLeadFields(scope, body.fieldIds) }));
  on(contract.getLeadFieldUsage, (scope, { params }) => fieldUsage(scope, params.id));
}
