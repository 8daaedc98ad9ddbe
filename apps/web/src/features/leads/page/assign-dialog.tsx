import { useState } from 'react';
import { assignLead, type Lead } from '@lastmile/contracts';
import { useAction } from '../../../lib/use-action.ts';
import { Button, ErrorState, FormSkeleton, ResponsiveDialog, SelectField, showToast } from '../../../ui/index.ts';
import { useAssignees } from '../use-assignees.ts';

const nobody = 'nobody';

/** Gives a lead to somebody who sells, or back to those who claim. */
export function AssignDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { people, options: assignees } = useAssignees();
  const [chosen, setChosen] = useState(lead.ownerId ?? '');
  const assign = useAction(assignLead, {
    alsoChanges: ['today'],
    done: ({ ownerName }) => {
      onClose();
      showToast({ title: ownerName ? `${ownerName} has it now.` : 'Anybody can claim it now.' });
    },
  });
  const options = [...assignees, ...(lead.ownerId ? [{ value: nobody, label: 'Nobody: anybody can claim it' }] : [])];
  const save = () => void assign.run({ params: { id: lead.id }, body: { ownerId: chosen === nobody ? null : chosen } });
  return (
    <ResponsiveDialog
      opened
      onClose={onClose}
      title="Assign lead"
      subtitle={`${lead.title} · ${lead.number}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            loading={assign.isRunning}
            disabled={chosen === '' || chosen === lead.ownerId}
            onClick={save}
          >
            Assign lead
          </Button>
        </>
      }
    >
      {people.isPending && <FormSkeleton fields={1} />}
      {people.error && (
        <ErrorState title="The people did not load." problem={people.error} again={() => void people.refetch()} />
      )}
      {people.data && (
        <SelectField
          label="Owner"
          name="owner"
          required={false}
          maxLength={undefined}
          error={undefined}
          searchable
          options={options}
          placeholder="Choose somebody"
          value={chosen}
          onChange={(value) => setChosen(String(value))}
        />
      )}
    </ResponsiveDialog>
  );
}
