import { eraseLead, type Lead } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { ConfirmDialog, showToast } from '../../ui/index.ts';
import styles from './erase-dialog.module.css';

/** Says what goes and what stays before a person is erased for good. */
export function EraseDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const erase = useAction(eraseLead, {
    alsoChanges: ['today', 'activities', 'files', 'search'],
    done: () => {
      onClose();
      showToast({ title: 'The person was erased.', text: `${lead.number} keeps its figures.` });
    },
  });
  return (
    <ConfirmDialog
      opened onClose={onClose} title={`Erase ${lead.title}?`} confirm="Erase the person" danger isRunning={erase.isRunning}
      onConfirm={() => void erase.run({ params: { id: lead.id } })}
    >
      <div className={styles.words}>
        <p>For good, and for everybody, this goes from {lead.number}:</p>
        <ul>
          <li>name, company, phone, emails and addresses</li>
          <li>notes, what was written about calls and steps, and all files</li>
          <li>what other systems captured, and your own fields</li>
          <li>what people wrote in its history</li>
        </ul>
        <p>Its stages and their times, value, source, owner, tags and the outcomes of calls stay, so that your figures stay right.</p>
        {lead.subscriberId && <p>The subscriber that was made of it keeps its own data.</p>}
      </div>
    </ConfirmDialog>
  );
}
