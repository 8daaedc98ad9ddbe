import { useState } from 'react';
import { Link } from 'react-router';
import { applyInventorySettings, updateInventorySettings, type InventorySettings } from '@lastmile/contracts';
import { count } from '../../lib/format.ts';
import { useSession } from '../../lib/session.tsx';
import { useAction } from '../../lib/use-action.ts';
import { usePeople } from '../../lib/use-people.ts';
import { useWrite } from '../../lib/use-write.ts';
import {
  Anchor, ConfirmDialog, FilterChip, FormProblem, Notice, NoticeAction, OvertakenNotice, Section, SelectField, showToast, SubmitButton, SwitchField, TextField, useRecordForm,
  type FieldProps,
} from '../../ui/index.ts';
import styles from './inventory-settings.module.css';

const labels = {
  lowStockNotices: 'Tell when stock runs low', defaultThreshold: 'Low at', channel: 'By', recipientIds: 'To',
};
const channels = [{ value: 'email', label: 'Email' }, { value: 'sms', label: 'Text' }, { value: 'both', label: 'Email and text' }, { value: 'none', label: 'Nothing; it stands in the list' }];
const templates = [['low_stock.email', 'Stock runs low, mail'], ['low_stock.sms', 'Stock runs low, text'], ['out_of_stock.email', 'Out of stock, mail'], ['out_of_stock.sms', 'Out of stock, text'],
  ['many_low.email', 'Many items are low, mail'], ['many_low.sms', 'Many items are low, text']] as const;

/** Goes on with what was saved last, so that the next change is made of it. */
export function InventorySettingsForm({ settings }: { settings: InventorySettings }) {
  const [saved, setSaved] = useState(settings);
  const mayWrite = Boolean(useSession().can('inventory-settings:write'));
  return (
    <>
      {mayWrite && <ForExisting threshold={saved.defaultThreshold} />}
      <Fields key={saved.version} settings={saved} onSaved={setSaved} mayWrite={mayWrite} />
    </>
  );
}

/** S0-10.11-g: what the threshold below does not do, and the way to do that. */
function ForExisting({ threshold }: { threshold: number }) {
  const [asking, setAsking] = useState(false);
  const apply = useAction(applyInventorySettings, {
    alsoChanges: ['items'],
    done: ({ updated, low }) => {
      setAsking(false);
      showToast({ title: updated === 0 ? `Every item is low at ${threshold} already.` : `${count(updated, 'item')} updated${low > 0 ? `, ${low} of them low now` : ''}.` });
    },
  });
  return (
    <>
      <Notice tone="warning" title="The threshold is only used for new items." action={<NoticeAction onClick={() => setAsking(true)}>Update existing items</NoticeAction>}>
        Items that are there keep their own.
      </Notice>
      <ConfirmDialog
        opened={asking} onClose={() => setAsking(false)} title="Update existing items" confirm="Update existing items" onConfirm={() => void apply.run()} isRunning={apply.isRunning}
      >
        Every item in use will be low at {threshold}, whatever it was low at before. Those that become low by it are told in one message. This cannot be taken back in one go.
      </ConfirmDialog>
    </>
  );
}

function Fields({ settings, onSaved, mayWrite }: { settings: InventorySettings; onSaved: (now: InventorySettings) => void; mayWrite: boolean }) {
  const write = useWrite();
  const form = useRecordForm(updateInventorySettings.body, {
    record: settings,
    values: ({ lowStockNotices, defaultThreshold, channel, recipientIds }) => ({ lowStockNotices, defaultThreshold, channel, recipientIds }),
    submit: async (body, call) => onSaved(await write(updateInventorySettings, { body }, call)),
    done: () => showToast({ title: 'Inventory saved.' }),
  });
  const { lowStockNotices, channel } = form.values;
  const tells = lowStockNotices === true && channel !== 'none';
  return (
    <form {...form.formProps} className={styles.form}>
      <FormProblem form={form} />
      <OvertakenNotice overtaken={form.overtaken} labels={labels} />
      <fieldset className={styles.plain} disabled={!mayWrite}>
        <Section title="Low stock">
          <div className={styles.fields}>
            <TextField label={labels.defaultThreshold} inputMode="numeric" hint="So many or fewer available is low. What a new item begins with; each can have its own." {...form.field('defaultThreshold')} />
            <SwitchField label={labels.lowStockNotices} hint="Once when an item falls to low and once when none is left, however many go after that." {...form.field('lowStockNotices')} />
            {lowStockNotices === true && <SelectField label={labels.channel} options={channels} {...form.field('channel')} />}
            {tells && <People byText={channel !== 'email'} {...form.field('recipientIds')} />}
          </div>
        </Section>
      </fieldset>
      {tells && (
        <Section title="Words" hint="With a preview">
          <ul className={styles.templates}>
            {templates.filter(([record]) => channel === 'both' || record.endsWith(String(channel))).map(([record, name]) => (
              <li key={record}><Anchor component={Link} to={`/settings/messages?dialog=edit&record=${record}`} inherit>{name}</Anchor></li>
            ))}
          </ul>
        </Section>
      )}
      {mayWrite && <div className={styles.foot}><SubmitButton form={form}>Save inventory</SubmitButton></div>}
    </form>
  );
}

/** Who is written to; nobody chosen means the owners and administrators. */
function People({ byText, value, onChange, error }: FieldProps & { byText: boolean }) {
  const { options } = usePeople();
  const chosen = (value ?? []) as readonly string[];
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <div role="group" aria-label={labels.recipientIds}>
      <span className={styles.label}>{labels.recipientIds}</span>
      <div className={styles.chips}>
        {options.map(({ value: id, label }) => <FilterChip key={id} label={label} active={chosen.includes(id)} aria-pressed={chosen.includes(id)} onClick={() => toggle(id)} />)}
      </div>
      <span className={styles.hint}>
        {chosen.length === 0 ? 'Nobody is chosen: owners and administrators are written to.' : 'Only who is chosen.'}
        {byText && ' Who has no phone number under People is written a mail instead.'}
      </span>
      {error && <span className={styles.complaint} role="alert">{error}</span>}
    </div>
  );
}
