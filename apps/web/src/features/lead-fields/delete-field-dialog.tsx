import { useState } from 'react';
import { deleteLeadField, getLeadFieldUsage, updateLeadField, type LeadField, type LeadFieldUsage } from '@lastmile/contracts';
import { count } from '../../lib/format.ts';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { ConfirmDialog, ErrorState, RadioField, showToast, SkeletonLine } from '../../ui/index.ts';
import styles from './lead-fields.module.css';

interface Props {
  field: LeadField;
  onClose: () => void;
}

type Fate = 'hide' | 'delete';

/** Takes a field away, after saying what leads hold in it and where it is used. */
export function DeleteFieldDialog({ field, onClose }: Props) {
  const { id, label, isCustom, isVisible, version } = field;
  const usage = useEndpoint(getLeadFieldUsage, { params: { id } });
  const holders = usage.data ? usage.data.leads + usage.data.deletedLeads : 0;
  const [chosen, setChosen] = useState<Fate | null>(null);
  // Hiding loses nothing, so it is what is offered first; a field that is hidden already can only be deleted.
  const fate = chosen ?? (isCustom && holders > 0 && isVisible ? 'hide' : 'delete');
  const hide = useAction(updateLeadField, {
    alsoChanges: ['leads'],
    done: () => {
      showToast({ title: `${label} is hidden.`, text: 'Leads keep what they hold in it.' });
      onClose();
    },
  });
  const remove = useAction(deleteLeadField, {
    alsoChanges: ['leads'],
    done: () => {
      showToast({ title: isCustom ? `${label} deleted.` : `${label} is off the list.` });
      onClose();
    },
  });
  const confirm = () => {
    if (!usage.data) return;
    if (fate === 'hide') void hide.run({ params: { id }, body: { isVisible: false } }, { ifMatch: version });
    else void remove.run({ params: { id }, query: holders > 0 && isCustom ? { deleteValues: true } : {} }, { ifMatch: version });
  };
  const verb = !isCustom ? 'Take off the list' : fate === 'hide' ? 'Hide field' : 'Delete field';

  return (
    <ConfirmDialog
      opened danger={isCustom && fate === 'delete'} onClose={onClose} title={isCustom ? `Delete ${label}` : `Take ${label} off the list`} confirm={verb}
      isRunning={hide.isRunning || remove.isRunning} onConfirm={confirm}
    >
      <div className={styles.content}>
        {usage.isPending && <SkeletonLine />}
        {usage.error && (
          <ErrorState title="What it holds did not load." problem={usage.error} again={() => void usage.refetch()} />
        )}
        {usage.data && <p className={styles.words}>{whatItHolds(field, usage.data)}</p>}
        {usage.data && usage.data.usedIn.length > 0 && (
          <p className={styles.words}>It is used in {usage.data.usedIn.map(({ name }) => name).join(', ')}.</p>
        )}
        {usage.data && isCustom && holders > 0 && isVisible && (
          <RadioField
            label="What becomes of it" value={fate} onChange={setChosen}
            options={[
              { value: 'hide', label: 'Hide it', hint: 'Nobody is asked for it any more; leads keep what they hold.' },
              {
                value: 'delete', label: `Delete it with what ${count(holders, 'lead')} hold${holders === 1 ? 's' : ''}`,
                hint: 'Each lead’s timeline keeps what it was. The field cannot be brought back.',
              },
            ]}
          />
        )}
      </div>
    </ConfirmDialog>
  );
}

function whatItHolds({ isCustom, isVisible }: LeadField, { leads, deletedLeads }: LeadFieldUsage): string {
  const holders = leads + deletedLeads;
  const said = holders === 0
    ? 'No lead holds anything in it.'
    : `${count(holders, 'lead')} hold${holders === 1 ? 's' : ''} something in it${deletedLeads > 0 ? `, ${deletedLeads} of them deleted and still to be restored` : ''}.`;
  if (!isCustom) return `${said} Leads keep it: the field stays on the form behind “More” and can be added again.`;
  if (holders === 0) return `${said} The field cannot be brought back.`;
  return isVisible ? said : `${said} That goes with the field; each lead’s timeline keeps what it was.`;
}
