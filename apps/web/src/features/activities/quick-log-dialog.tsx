import { IconCheckbox, IconMessage, IconPencil, IconPhone } from '@tabler/icons-react';
import { useState } from 'react';
import { usePhone } from '../../lib/viewport.ts';
import { Button, ResponsiveDialog, Tabs } from '../../ui/index.ts';
import { LeadPicker, type PickedLead } from './lead-picker.tsx';
import { LogCallForm } from './log-call-form.tsx';
import { LogContactForm } from './log-contact-form.tsx';
import { NoteForm } from './note-form.tsx';
import { PlanForm } from './plan-form.tsx';
import styles from './quick-log-dialog.module.css';

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true };

/** Logs or plans something from anywhere: whose lead, then what. */
export function QuickLogDialog({ onClose }: { onClose: () => void }) {
  const phone = usePhone();
  const [lead, setLead] = useState<PickedLead | null>(null);
  const [what, setWhat] = useState<'call' | 'contact' | 'note' | 'task'>('call');
  if (!lead) {
    return (
      <ResponsiveDialog opened onClose={onClose} title="Log activity" subtitle="With which lead?">
        <LeadPicker onPick={setLead} />
      </ResponsiveDialog>
    );
  }
  const shared = { leadId: lead.id, done: onClose };
  const panel = (form: React.ReactNode) => <div className={styles.panel}>{form}</div>;
  return (
    <ResponsiveDialog
      opened onClose={onClose} title="Log activity" subtitle={lead.title} width={560}
      footer={<Button onClick={() => setLead(null)}>Another lead</Button>}
    >
      <Tabs
        label="What to log" value={what} onChange={setWhat}
        tabs={[
          { value: 'call', label: 'Call', icon: <IconPhone {...icon} />, content: panel(<LogCallForm grid={phone} {...shared} />) },
          { value: 'contact', label: phone ? 'Message' : 'Message or meeting', icon: <IconMessage {...icon} />, content: panel(<LogContactForm grid={phone} {...shared} />) },
          { value: 'note', label: 'Note', icon: <IconPencil {...icon} />, content: panel(<NoteForm {...shared} />) },
          { value: 'task', label: 'Plan', icon: <IconCheckbox {...icon} />, content: panel(<PlanForm {...shared} />) },
        ]}
      />
    </ResponsiveDialog>
  );
}
