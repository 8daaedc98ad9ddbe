import { IconTrash } from '@tabler/icons-react';
import { ActivityChanges, deleteActivity, getActivity, updateActivity, type Activity } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { usePeople } from '../../lib/use-people.ts';
import { useWrite } from '../../lib/use-write.ts';
import {
  Button, ErrorState, FieldRow, FormDialog, FormSkeleton, MomentField, ResponsiveDialog, SelectField, showToast, SwitchField, TextField, useRecordForm,
} from '../../ui/index.ts';
import styles from './activity-dialog.module.css';
import { activityKinds, statusNames } from './activity-words.tsx';
import { outcomes } from './outcomes.tsx';

/** Changes an activity, or deletes it. */
export function ActivityDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const activity = useEndpoint(getActivity, { params: { id } });
  if (activity.data) return <EditActivity key={id} activity={activity.data} onClose={onClose} />;
  return (
    <ResponsiveDialog opened onClose={onClose} title="Edit activity">
      {activity.error
        ? <ErrorState title="It did not load." problem={activity.error} again={() => void activity.refetch()} />
        : <FormSkeleton fields={3} />}
    </ResponsiveDialog>
  );
}

const labels = {
  type: 'Type', status: 'Status', outcome: 'Outcome', subject: 'What it is about', body: 'What was said', dueAt: 'Due', isInternal: 'Internal',
  priority: 'Priority', assigneeId: 'Who does it',
};
const priorities = ['low', 'medium', 'high', 'urgent'].map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }));

function EditActivity({ activity, onClose }: { activity: Activity; onClose: () => void }) {
  const write = useWrite();
  const people = usePeople();
  const form = useRecordForm(ActivityChanges, {
    record: activity,
    values: ({ type, status, outcome, subject, body, dueAt, isInternal, priority, assigneeId }) =>
      ({ type, status, outcome, subject, body, dueAt, isInternal, priority, assigneeId }),
    submit: (body, call) => write(updateActivity, { params: { id: activity.id }, body }, call, ['leads', 'today']),
    done: onClose,
  });
  const remove = useAction(deleteActivity, {
    alsoChanges: ['leads', 'today'],
    done: () => {
      onClose();
      showToast({ title: 'Deleted.', text: 'That it was there stays in the timeline.' });
    },
  });
  const isNote = form.values.type === 'note';
  const isOpen = form.values.status === 'planned' || form.values.status === 'in_progress';
  return (
    <FormDialog
      form={form} title={`Edit ${activityKinds[activity.type].label.toLowerCase()}`} subtitle={activity.leadTitle} submit="Save" onClose={onClose} labels={labels}
    >
      {!isNote && (
        <>
          <FieldRow>
            <SelectField
              label={labels.type} options={Object.entries(activityKinds).map(([value, { label }]) => ({ value, label }))} {...form.field('type')}
            />
            <SelectField
              label={labels.status} options={Object.entries(statusNames).map(([value, label]) => ({ value, label }))} {...form.field('status')}
            />
          </FieldRow>
          <TextField label={labels.subject} {...form.field('subject')} />
        </>
      )}
      {!isNote && !isOpen && <SelectField label={labels.outcome} clearable options={[...outcomes]} {...form.field('outcome')} />}
      {isOpen && <MomentField label={labels.dueAt} {...form.field('dueAt')} />}
      {isOpen && (
        <FieldRow>
          <SelectField label={labels.assigneeId} clearable searchable placeholder="The lead’s owner" options={people.options} {...form.field('assigneeId')} />
          <SelectField label={labels.priority} clearable options={priorities} {...form.field('priority')} />
        </FieldRow>
      )}
      <TextField label={isNote ? 'Note' : labels.body} rows={3} {...form.field('body')} />
      {isNote && <SwitchField label="Internal" hint="Not for the customer’s eyes." {...form.field('isInternal')} />}
      <div className={styles.delete}>
        <Button
          look="danger" size="xs" icon={<IconTrash size={16} stroke={1.75} aria-hidden />} loading={remove.isRunning}
          onClick={() => void remove.run({ params: { id: activity.id } })}
        >
          {`Delete this ${activityKinds[activity.type].label.toLowerCase()}`}
        </Button>
      </div>
    </FormDialog>
  );
}
