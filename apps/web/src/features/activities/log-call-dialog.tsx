import { useNow } from '../../lib/now.ts';
import { ResponsiveDialog } from '../../ui/index.ts';
import { LogCallForm } from './log-call-form.tsx';
import { LogContactForm } from './log-contact-form.tsx';

interface Props {
  /** With whom; null keeps it closed. */
  lead: { id: string; title: string } | null;
  onClose: () => void;
  /** What it was; a call where it is left out. */
  type?: 'call' | 'text' | 'email';
  /** When they were reached from here, in milliseconds, where that is why it opened. */
  since?: number | undefined;
}

const titles = { call: 'How did the call go?', text: 'Log the message', email: 'Log the email' };

/** Asks how it went, with a thumb in mind. */
export function LogCallDialog({ lead, onClose, type = 'call', since }: Props) {
  const now = useNow();
  const ago = since === undefined ? null : agoWords(now - since);
  return (
    <ResponsiveDialog opened={lead !== null} onClose={onClose} title={titles[type]} subtitle={[lead?.title, ago].filter(Boolean).join(' · ')}>
      {lead && (type === 'call'
        ? <LogCallForm leadId={lead.id} done={onClose} grid />
        : <LogContactForm leadId={lead.id} type={type} done={onClose} grid />)}
    </ResponsiveDialog>
  );
}

function agoWords(passed: number): string {
  const minutes = Math.floor(passed / 60_000);
  return minutes < 1 ? 'just now' : `${minutes} min ago`;
}
