import { useState } from 'react';
import { getQuoteSettings, previewQuoteNumber, updateQuoteSettings, type QuoteSettings } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { pick } from '../../lib/pick.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useSettled } from '../../lib/use-settled.ts';
import { useWrite } from '../../lib/use-write.ts';
import {
  ErrorState, FieldRow, FormProblem, FormSkeleton, OvertakenNotice, Page, Section, SelectField, showToast, stageTypeNames, SubmitButton, SwitchField, TextField, useRecordForm,
} from '../../ui/index.ts';
import { statuses } from './quote-words.tsx';
import styles from './quote-settings.module.css';

const labels = {
  expiryDays: 'Expires after', numberPattern: 'Number pattern', numberResetsYearly: 'Begin again with the year', terms: 'Terms', codeValidMinutes: 'A code holds', signatureRequired: 'Ask for a signature',
  'stageMap.draft': 'New', 'stageMap.sent': 'Sent', 'stageMap.on_review': 'On review', 'stageMap.accepted': 'Accepted', 'stageMap.denied': 'Declined',
};

/** `/settings/quotes`: how quotes are numbered, how long they hold, where they move leads, and what it takes to accept one. */
export function QuoteSettingsPage() {
  const settings = useEndpoint(getQuoteSettings);
  return (
    <Page title="Quotes" subtitle="How they are numbered, how long they hold and what they do to leads." narrow>
      {settings.error && !settings.data && <ErrorState title="The settings did not load." problem={settings.error} again={() => void settings.refetch()} />}
      {settings.isPending && <FormSkeleton fields={6} />}
      {settings.data && <SettingsForm settings={settings.data} />}
    </Page>
  );
}

function SettingsForm({ settings }: { settings: QuoteSettings }) {
  const [saved, setSaved] = useState(settings);
  return <Fields key={saved.version} settings={saved} onSaved={setSaved} />;
}

const mapped = ['draft', 'sent', 'on_review', 'accepted', 'denied'] as const;
const nowhere = 'nowhere';
const stageOptions = [{ value: nowhere, label: 'Stays where it is' }, ...(['new', 'in_progress', 'dormant', 'won', 'lost'] as const).map((value) => ({ value, label: stageTypeNames[value] }))];

function Fields({ settings, onSaved }: { settings: QuoteSettings; onSaved: (now: QuoteSettings) => void }) {
  const write = useWrite();
  const mayWrite = Boolean(useSession().can('quote-settings:write'));
  const form = useRecordForm(updateQuoteSettings.body, {
    record: settings,
    values: (known) => pick(known, 'expiryDays', 'numberPattern', 'numberResetsYearly', 'terms', 'stageMap', 'codeValidMinutes', 'signatureRequired'),
    submit: async (body, call) => onSaved(await write(updateQuoteSettings, { body }, call)),
    done: () => showToast({ title: 'Quote settings saved.' }),
  });
  const shared = { disabled: !mayWrite };
  const map = (form.values.stageMap ?? {}) as Record<string, string | null>;
  const pattern = String(form.values.numberPattern ?? '');
  return (
    <form {...form.formProps} className={styles.form}>
      <FormProblem form={form} />
      <OvertakenNotice overtaken={form.overtaken} labels={labels} />
      <Section title="Numbers">
        <div className={styles.fields}>
          <TextField
            label={labels.numberPattern} monospace {...shared} {...form.field('numberPattern')}
            hint="{year} {month} {day} {next} {lead_id} {partner_id} {location_id} {rand_string} {rand_number}; {next|6} pads with zeros to six."
          />
          <Numbers pattern={pattern} enabled={mayWrite} />
          <SwitchField label={labels.numberResetsYearly} hint="{next} is 1 again on the first of January." {...shared} {...form.field('numberResetsYearly')} />
        </div>
      </Section>
      <Section title="What new quotes begin with">
        <div className={styles.fields}>
          <TextField label="Expires after, days" inputMode="numeric" {...shared} {...form.field('expiryDays')} />
          <TextField label="Terms (optional)" rows={4} {...shared} {...form.field('terms')} />
        </div>
      </Section>
      <Section title="Where leads go" hint="Only forward, and never one that is converted">
        <div className={styles.fields}>
          {mapped.map((status) => (
            <SelectField
              key={status} label={`When a quote is ${statuses[status].label.toLowerCase()}`} options={stageOptions} {...shared} name={`stageMap.${status}`} required={false} maxLength={undefined}
              error={form.errors[`stageMap.${status}`]} value={map[status] ?? nowhere}
              onChange={(value) => form.set('stageMap', { ...map, [status]: value === nowhere ? null : value })}
            />
          ))}
        </div>
      </Section>
      <Section title="Accepting">
        <div className={styles.fields}>
          <FieldRow>
            <TextField label="A code holds, minutes" inputMode="numeric" hint="5 minutes to a day." {...shared} {...form.field('codeValidMinutes')} />
          </FieldRow>
          <SwitchField label={labels.signatureRequired} hint="The customer writes their name or draws it before accepting." {...shared} {...form.field('signatureRequired')} />
        </div>
      </Section>
      {mayWrite && <div className={styles.foot}><SubmitButton form={form}>Save quote settings</SubmitButton></div>}
    </form>
  );
}

/** What the pattern makes, or what is wrong with it, while it is being written. */
function Numbers({ pattern, enabled }: { pattern: string; enabled: boolean }) {
  const asked = useSettled(pattern);
  const preview = useEndpoint(previewQuoteNumber, { body: { numberPattern: asked } }, { enabled: enabled && asked.trim() !== '', keepPrevious: true });
  if (!enabled || asked.trim() === '') return null;
  if (preview.error) return <p className={styles.complaint} role="status">{preview.error.errors[0]?.detail ?? preview.error.detail}</p>;
  return <p className={styles.preview} role="status">{preview.data ? <>The next ones: {preview.data.numbers.map((number) => <code key={number}>{number}</code>)}</> : ' '}</p>;
}
