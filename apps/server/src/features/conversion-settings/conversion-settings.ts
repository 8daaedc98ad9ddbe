import type { ConversionSettings } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import type { Lead, StandingPlace } from '../leads/index.ts';

/** How the organization converts; what nobody has set yet is as the table's defaults say. */
export async function conversionSettings({ rows, organizationId, now }: Scope, { lock = false } = {}): Promise<ConversionSettings> {
  const read = () => rows<Omit<ConversionSettings, 'offeredTypes'> & { withoutInvoice: boolean; withInvoice: boolean }>(
    `select c.offers_active_without_invoice as "withoutInvoice", c.offers_active_with_invoice as "withInvoice", c.default_type as "defaultType",
            c.enable_after_installation as "enableAfterInstallation", c.router_patience_hours as "routerPatienceHours", c.checklist, c.version,
            c.username_pattern as "usernamePattern", c.password_kind as "passwordKind", c.password_length as "passwordLength", c.password_alphabet as "passwordAlphabet",
            (select coalesce(json_agg(json_build_object('pipelineId', w.pipeline_id, 'stageId', w.stage_id) order by w.pipeline_id), '[]')
               from conversion_won_stages w join stages s on s.organization_id = $1 and s.id = w.stage_id and s.type = 'won'
              where w.organization_id = $1) as "wonStages"
       from conversion_settings c where c.organization_id = $1${lock ? ' for update of c' : ''}`, [organizationId]);
  let [found] = await read();
  if (!found && lock) {
    await rows('insert into conversion_settings (organization_id, updated_at) values ($1, $2) on conflict do nothing', [organizationId, now]);
    [found] = await read();
  }
  if (!found) return { offeredTypes: ['active_without_invoice', 'active_with_invoice', 'new_with_proforma'], ...untouched };
  const { withoutInvoice, withInvoice, ...settings } = found;
  return {
    offeredTypes: [...(withoutInvoice ? ['active_without_invoice' as const] : []), ...(withInvoice ? ['active_with_invoice' as const] : []), 'new_with_proforma'],
    ...settings,
  };
}

/** As the table's defaults are: most organizations never change them. */
export const untouched: Omit<ConversionSettings, 'offeredTypes'> = {
  defaultType: 'new_with_proforma',
  enableAfterInstallation: true,
  routerPatienceHours: 0,
  usernamePattern: '{initial}{last_name}{number}',
  passwordKind: 'characters',
  passwordLength: 10,
  passwordAlphabet: 'readable',
  checklist: ['Cable laid and fixed', 'Router installed and named', 'Speed test passed', 'Customer shown how it works'],
  wonStages: [],
  version: 1,
};

/** Where a lead goes that is converted: its own stage if that is won already, else the one that is set for its pipeline, else the first won one. */
export async function wonStageOf({ rows, organizationId }: Scope, lead: Lead): Promise<StandingPlace | null> {
  const [stage] = await rows<StandingPlace>(
    `select s.id, s.pipeline_id as "pipelineId", s.name, s.type from stages s
       left join conversion_won_stages w on w.organization_id = $1 and w.pipeline_id = s.pipeline_id and w.stage_id = s.id
      where s.organization_id = $1 and s.pipeline_id = $2 and s.type = 'won'
      order by (s.id = $3) desc, (w.stage_id is not null) desc, s.position limit 1`, [organizationId, lead.pipelineId, lead.stageId]);
  return stage ?? null;
}
