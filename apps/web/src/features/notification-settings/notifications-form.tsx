import { useState } from 'react';
import { updateNotificationSettings, type NotificationSettings } from '@lastmile/contracts';
import { weekdays } from '../../lib/business-hours.ts';
import { pick } from '../../lib/pick.ts';
import { useWrite } from '../../lib/use-write.ts';
import { ChipsField, FormProblem, OvertakenNotice, Section, SelectField, SubmitButton, SwitchField, TextField, showToast, useRecordForm } from '../../ui/index.ts';
import styles from './notifications.module.css';
import { WithoutPhone } from './without-phone.tsx';

const labels = {
  quoteAutoNotify: 'Quotes go by themselves', quoteNotifyChannel: 'By', quoteEmailBcc: 'Copy of every mail to', quoteSendDelayHours: 'Hours after drafting',
  notificationDays: 'Days', notificationHours: 'Hours', adminNotifyChannel: 'The lead’s owner is told',
};
const channels = [{ value: 'both', label: 'Email and text' }, { value: 'email', label: 'Email' }, { value: 'sms', label: 'Text' }];
const ownerChannels = [{ value: 'email', label: 'By email' }, { value: 'sms', label: 'By text' }, { value: 'both', label: 'By email and text' }, { value: 'none', label: 'Not at all' }];
const hours = Array.from({ length: 24 }, (_, hour) => ({ value: hour, short: String(hour).padStart(2, '0'), name: `From ${String(hour).padStart(2, '0')}:00` }));

/** Goes on with what was saved last, so that the next change is made of it. */
export function NotificationsForm({ settings }: { settings: NotificationSettings }) {
  const [saved, setSaved] = useState(settings);
  return <Fields key={saved.version} settings={saved} onSaved={setSaved} />;
}

function Fields({ settings, onSaved }: { settings: NotificationSettings; onSaved: (now: NotificationSettings) => void }) {
  const write = useWrite();
  const form = useRecordForm(updateNotificationSettings.body, {
    record: settings,
    values: (known) => pick(known, 'quoteAutoNotify', 'quoteNotifyChannel', 'quoteEmailBcc', 'quoteSendDelayHours', 'notificationDays', 'notificationHours', 'adminNotifyChannel'),
    submit: async (body, call) => onSaved(await write(updateNotificationSettings, { body }, call)),
    done: () => showToast({ title: 'Notifications saved.' }),
  });
  return (
    <form {...form.formProps} className={styles.form}>
      <FormProblem form={form} />
      <OvertakenNotice overtaken={form.overtaken} labels={labels} />
      <Section title="Quotes">
        <div className={styles.fields}>
          <SwitchField
            label="Send new quotes by themselves" hint="A quote with lines waits for its time and goes then, unless somebody holds it back or sends it before."
            {...form.field('quoteAutoNotify')}
          />
          {form.values.quoteAutoNotify === true && <SelectField label="By" options={channels} {...form.field('quoteNotifyChannel')} />}
          <TextField
            label={labels.quoteSendDelayHours} inputMode="numeric" hint="0 is at once, within the days and hours below." {...form.field('quoteSendDelayHours')}
          />
          <TextField label="Copy of every quote mail to (optional)" type="email" hint="A blind copy: the customer does not see it." {...form.field('quoteEmailBcc')} />
        </div>
      </Section>
      <Section title="Days and hours" hint="Of your clock; what waits goes in none but these">
        <div className={styles.fields}>
          <ChipsField label={labels.notificationDays} choices={weekdays} {...form.field('notificationDays')} />
          <ChipsField label={labels.notificationHours} choices={hours} {...form.field('notificationHours')} />
        </div>
      </Section>
      <Section title="Answers">
        <div className={styles.fields}>
          <SelectField
            label="When a quote is accepted or declined, the lead’s owner is told" hint="Of leads that nobody owns the organization’s owners are." options={ownerChannels}
            {...form.field('adminNotifyChannel')}
          />
          {(form.values.adminNotifyChannel === 'sms' || form.values.adminNotifyChannel === 'both') && <WithoutPhone />}
        </div>
      </Section>
      <div className={styles.foot}><SubmitButton form={form}>Save notifications</SubmitButton></div>
    </form>
  );
}
