import { ResponsiveDialog } from '../../ui/index.ts';
import { LogCallForm } from './log-call-form.tsx';

interface Props {
  /** Whose call; null keeps it closed. */
  lead: { id: string; title: string } | null;
  onClose: () => void;
}

/** Asks how the call went, with a thumb in mind. */
export function LogCallDialog({ lead, onClose }: Props) {
  return (
    <ResponsiveDialog opened={lead !== null} onClose={onClose} title="How did the call go?" subtitle={lead?.title}>
      {lead && <LogCallForm leadId={lead.id} done={onClose} grid />}
    </ResponsiveDialog>
  );
}
