import type { Input, QuoteSettings, QuoteStatus, updateQuoteSettings } from '@lastmile/contracts';
import type { Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { InvalidFields } from '../../core/problems.ts';
import { expectVersion } from '../../core/records.ts';
import { instant } from '../../core/sql.ts';
import { dateIn } from '../../core/zoned-time.ts';
import { changedFields, writeChanges } from '../organizations/index.ts';
import { nextNumbers, readPattern } from './quote-number.ts';

export type KnownQuoteSettings = Omit<QuoteSettings, 'nextNumber'>;
/** Statuses that may take a lead to another stage (S0-10.1-h). */
export type MovingStatus = Exclude<QuoteStatus, 'expired' | 'superseded'>;

/** How an organization's quotes are numbered, expire and move leads. */
export async function quoteSettings({ rows, organizationId }: Scope, { lock = false } = {}): Promise<KnownQuoteSettings> {
  const [settings] = await rows<KnownQuoteSettings>(
    `select expiry_days as "expiryDays", number_pattern as "numberPattern", number_resets_yearly as "numberResetsYearly", terms, stage_map as "stageMap",
            code_valid_minutes as "codeValidMinutes", signature_required as "signatureRequired", ${instant('updated_at')} as "updatedAt", version
       from quote_settings where organization_id = $1 ${lock ? 'for update' : ''}`, [organizationId]);
  if (!settings) throw new Error(`Organization ${organizationId} has no settings for quotes.`);
  return settings;
}

export async function quoteSettingsView(scope: Scope): Promise<QuoteSettings> {
  const settings = await quoteSettings(scope);
  const [nextNumber = ''] = await exampleNumbers(scope, settings, 1);
  return { ...settings, nextNumber };
}

/** Throws a 422 for a pattern that cannot number quotes. */
export async function changeQuoteSettings(scope: Scope, changes: NonNullable<Input<typeof updateQuoteSettings>['body']>, ifMatch: number | null): Promise<QuoteSettings> {
  const settings = await quoteSettings(scope, { lock: true });
  await expectVersion(settings, ifMatch, () => quoteSettingsView(scope));
  const next = { ...settings, ...changes };
  refuseBadPattern(next);
  const changed = changedFields(settings, {
    ...changes,
    ...(changes.numberPattern === undefined ? {} : { numberPattern: changes.numberPattern.trim() }),
    ...(changes.terms === undefined ? {} : { terms: changes.terms?.trim() || null }),
  });
  if (JSON.stringify(settings.stageMap) === JSON.stringify(next.stageMap)) delete changed.stageMap;
  await writeChanges(scope, { table: 'quote_settings', id: null, dated: true }, changed);
  if (Object.keys(changed).length > 0) await scope.record('quote_settings.updated', { type: 'organization', id: scope.organizationId }, changed);
  return quoteSettingsView(scope);
}

/** What a pattern would make next. Throws a 422 saying what is wrong with it. */
export async function previewNumbers(scope: Scope, numberPattern: string): Promise<string[]> {
  const { numberResetsYearly } = await quoteSettings(scope);
  refuseBadPattern({ numberPattern, numberResetsYearly });
  return exampleNumbers(scope, { numberPattern, numberResetsYearly }, 3);
}

function refuseBadPattern({ numberPattern, numberResetsYearly }: Pick<KnownQuoteSettings, 'numberPattern' | 'numberResetsYearly'>): void {
  const parts = readPattern(numberPattern, { resetsYearly: numberResetsYearly });
  if ('problem' in parts) throw new InvalidFields([{ pointer: '/numberPattern', detail: parts.problem }]);
}

async function exampleNumbers(scope: Scope, rule: Pick<KnownQuoteSettings, 'numberPattern' | 'numberResetsYearly'>, count: number): Promise<string[]> {
  const { timezone } = await organizationSettings(scope);
  return nextNumbers(scope, rule, { date: dateIn(timezone, scope.now), leadNumber: 123, partner: 'Partner', location: 'Nairobi' }, count);
}
