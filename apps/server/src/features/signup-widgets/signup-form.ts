import { rolesThatHoldLeads, type SignupForm } from '@lastmile/contracts';
import type { Static } from 'typebox';
import type { Scope } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { organizationSettings } from '../../core/organization-settings.ts';

type FormView = Static<typeof SignupForm>;

/** A form as its public page needs it, and where its leads go, which the page is not told. */
export interface StoredForm {
  view: Omit<FormView, 'ticket'>;
  /** Nowhere in particular where the pipeline was switched off: a prospect is not turned away for that. */
  place: { pipelineId?: string; stageId?: string };
  /** Null also where the person has left, or works on something else. */
  ownerId: string | null;
  /** The first one in use where the form's own was switched off. */
  source: string;
  timezone: string;
}

interface WidgetRow {
  pipelineId: string;
  stageId: string;
  takesLeads: boolean;
  ownerId: string | null;
  source: string;
  title: string;
  introduction: string | null;
  buttonText: string;
  thankYouMessage: string;
  showOffers: boolean;
  offerRequired: boolean;
  includeTax: boolean;
}

/** Throws a 404 for a form that does not exist or is switched off. */
export async function formOf(scope: Scope, widgetId: string): Promise<StoredForm> {
  const [widget] = await scope.rows<WidgetRow>(
    `select w.title, w.introduction, w.button_text as "buttonText", w.thank_you_message as "thankYouMessage",
            w.pipeline_id as "pipelineId", w.stage_id as "stageId", w.show_offers as "showOffers",
            w.offer_required as "offerRequired", w.include_tax as "includeTax",
            p.is_active and s.type not in ('won', 'lost') as "takesLeads",
            (select c.code from lead_sources c where c.organization_id = $1 and c.is_active
              order by c.code <> w.source, c.position, c.id limit 1) as source,
            (select u.id from users u
              where u.organization_id = $1 and u.id = w.owner_id and u.disabled_at is null and u.role = any ($3)) as "ownerId"
       from signup_widgets w
       join pipelines p on p.organization_id = $1 and p.id = w.pipeline_id
       join stages s on s.organization_id = $1 and s.id = w.stage_id
      where w.organization_id = $1 and w.id = $2 and w.is_active`, [scope.organizationId, widgetId, rolesThatHoldLeads]);
  if (!widget) throw new NotFound('signup form');
  const { title, introduction, buttonText, thankYouMessage, showOffers, includeTax, ownerId, source } = widget;
  const { name, city, phone, accentColor, logoUrl, currency, locale, taxName, timezone } = await organizationSettings(scope);
  const offers = showOffers ? await publicOffers(scope, includeTax) : [];
  return {
    view: {
      organization: { name, city, phone, accentColor, logoUrl, currency, locale },
      title, introduction, buttonText, thankYouMessage, taxName, offers,
      pricesIncludeTax: includeTax,
      // Where nothing can be chosen nothing has to be.
      offerRequired: widget.offerRequired && offers.length > 0,
    },
    place: widget.takesLeads ? { pipelineId: widget.pipelineId, stageId: widget.stageId } : {},
    ownerId, source, timezone,
  };
}

/** The packages on offer to everybody, slowest first, priced as the form shows prices (D17: rounded once). */
async function publicOffers({ rows, organizationId }: Scope, includeTax: boolean): Promise<FormView['offers']> {
  return rows<FormView['offers'][number]>(
    `select o.id, o.name, o.description, o.download_mbps as "downloadMbps", o.upload_mbps as "uploadMbps",
            round(o.monthly_price * t.factor, 2)::text as "monthlyPrice", round(o.setup_fee * t.factor, 2)::text as "setupFee"
       from offers o
       join organization_settings s on s.organization_id = o.organization_id
       cross join lateral (select case when $2::boolean then 1 + coalesce(o.tax_rate, s.tax_rate) / 100 else 1 end as factor) t
      where o.organization_id = $1 and o.is_public and o.is_active
      order by o.download_mbps, o.id limit 100`, [organizationId, includeTax]);
}
