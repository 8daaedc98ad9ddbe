import { useState } from 'react';
import { listTags, type BulkActionType, type Tag } from '@lastmile/contracts';
import { useNow } from '../../../lib/now.ts';
import { nextSteps } from '../../../lib/next-steps.ts';
import { useLocale } from '../../../lib/locale.tsx';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { FilterChip, MomentField, SelectField, TextField } from '../../../ui/index.ts';
import { LostReasons, useLeadStages } from '../moving/index.ts';
import { useAssignees } from '../use-assignees.ts';
import styles from './bulk-dialog.module.css';
import { plainField, type DraftProps } from './draft.ts';
import { ConvertFields } from './convert-fields.tsx';
import { EditFields } from './edit-fields.tsx';

/** What has to be said for each action. */
export const fieldsOf: { [type in BulkActionType]: (props: DraftProps) => React.ReactNode } = {
  assign: AssignFields, move: MoveFields, tag: TagFields, follow_up: FollowUpFields, edit: EditFields, convert: ConvertFields, lose: LoseFields, delete: DeleteWords,
};

const nobody = 'nobody';

function AssignFields({ onDraft }: DraftProps) {
  const { options } = useAssignees();
  const [chosen, setChosen] = useState('');
  return (
    <SelectField
      label="Owner" name="owner" {...plainField} searchable placeholder="Choose somebody" value={chosen}
      options={[...options, { value: nobody, label: 'Nobody: anybody can claim them' }]}
      onChange={(value) => {
        setChosen(String(value));
        onDraft(value ? { type: 'assign', ownerId: value === nobody ? null : String(value) } : null);
      }}
    />
  );
}

function MoveFields({ onDraft }: DraftProps) {
  const { pipelines } = useLeadStages();
  const open = pipelines.filter(({ isActive }) => isActive);
  const [pipelineId, setPipelineId] = useState<string | null>(null);
  const [stageId, setStageId] = useState('');
  const pipeline = open.find(({ id }) => id === pipelineId) ?? open.find(({ isDefault }) => isDefault) ?? open[0];
  const stages = pipeline?.stages.filter(({ type }) => type !== 'won' && type !== 'lost') ?? [];
  const choose = (id: string) => {
    setStageId(id);
    onDraft(id ? { type: 'move', stageId: id } : null);
  };
  return (
    <>
      {open.length > 1 && (
        <SelectField
          label="Pipeline" name="pipeline" {...plainField} value={pipeline?.id} options={open.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => {
            setPipelineId(String(id));
            choose('');
          }}
        />
      )}
      <SelectField
        label="Stage" name="stage" {...plainField} value={stageId} placeholder="Choose a stage"
        options={stages.map(({ id, name }) => ({ value: id, label: name }))} onChange={(id) => choose(String(id))}
        hint="They keep their owner, history and next step. Leads are won one by one."
      />
    </>
  );
}

function LoseFields({ onDraft }: DraftProps) {
  const [reason, setReason] = useState('');
  const put = (words: string) => {
    setReason(words);
    onDraft(words.trim() ? { type: 'lose', lostReason: words.trim() } : null);
  };
  return (
    <>
      <LostReasons value={reason} onChoose={put} />
      <TextField label="Reason" name="lostReason" rows={2} {...plainField} maxLength={500} value={reason} onChange={(value) => put(String(value))} />
    </>
  );
}

function TagFields({ onDraft }: DraftProps) {
  const tags = useEndpoint(listTags);
  const [added, setAdded] = useState<readonly string[]>([]);
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const put = (add: readonly string[], remove: readonly string[]) => {
    setAdded(add);
    setRemoved(remove);
    onDraft(add.length + remove.length === 0 ? null : {
      type: 'tag', ...(add.length > 0 ? { addTagIds: [...add] } : {}), ...(remove.length > 0 ? { removeTagIds: [...remove] } : {}),
    });
  };
  // A tag is given or taken, not both.
  const without = (ids: readonly string[], id: string) => ids.filter((one) => one !== id);
  const toggle = (ids: readonly string[], id: string) => (ids.includes(id) ? without(ids, id) : [...ids, id]);
  const all = tags.data?.data ?? [];
  if (tags.data && all.length === 0) return <p className={styles.text}>There are no tags yet. Settings → Tags has them.</p>;
  return (
    <>
      <TagChips title="Add" tags={all} chosen={added} onToggle={(id) => put(toggle(added, id), without(removed, id))} />
      <TagChips title="Take away" tags={all} chosen={removed} onToggle={(id) => put(without(added, id), toggle(removed, id))} />
    </>
  );
}

function TagChips({ title, tags, chosen, onToggle }: { title: string; tags: readonly Tag[]; chosen: readonly string[]; onToggle: (id: string) => void }) {
  return (
    <fieldset className={styles.chips}>
      <legend className={styles.legend}>{title}</legend>
      {tags.map(({ id, name }) => (
        <FilterChip key={id} label={name} active={chosen.includes(id)} aria-pressed={chosen.includes(id)} onClick={() => onToggle(id)} />
      ))}
    </fieldset>
  );
}

function FollowUpFields({ onDraft }: DraftProps) {
  const { timezone } = useLocale();
  const now = useNow();
  const [at, setAt] = useState<string | null>('');
  const [note, setNote] = useState('');
  const put = (when: string | null, words: string) => {
    setAt(when);
    setNote(words);
    const followUpNote = words.trim();
    onDraft(when === '' ? null : { type: 'follow_up', followUpAt: when, ...(followUpNote && when !== null ? { followUpNote } : {}) });
  };
  const steps = nextSteps(now, timezone);
  return (
    <>
      <fieldset className={styles.chips}>
        <legend className={styles.legend}>When</legend>
        {steps.map((step) => (
          <FilterChip key={step.at} label={step.label} active={at === step.at} aria-pressed={at === step.at} onClick={() => put(step.at, note)} />
        ))}
        <FilterChip label="No next step" adds active={at === null} aria-pressed={at === null} onClick={() => put(null, note)} />
      </fieldset>
      <MomentField label="Or on a day" name="followUpAt" {...plainField} value={at ?? ''} onChange={(value) => put(String(value), note)} />
      {at !== null && (
        <TextField
          label="What is to be done" name="followUpNote" {...plainField} maxLength={200} value={note} onChange={(value) => put(at, String(value))}
        />
      )}
    </>
  );
}

function DeleteWords(_: DraftProps) {
  return <p className={styles.text}>They are hidden with everything on them. Undo brings them back for an hour; after that they are under Deleted leads.</p>;
}
