import { useState } from 'react';
import { listPipelines, updatePipeline, type Pipeline } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { usePeople } from '../../lib/use-people.ts';
import { Notice, RadioField, Section, SelectField } from '../../ui/index.ts';
import styles from './pipelines.module.css';

type Assignment = Pipeline['assignment'];

const ways: readonly { value: Assignment; label: string; hint: string }[] = [
  { value: 'claim', label: 'The first who claims', hint: 'Everyone sees it; the first tap wins.' },
  { value: 'round_robin', label: 'Everyone in turn', hint: 'Evenly over the people who sell.' },
  { value: 'fixed', label: 'One person', hint: 'Also set per signup form.' },
];

/** D15: who gets a lead that nobody was named for. Saved as soon as it is chosen. */
export function NewLeadsGoTo({ pipeline, mayWrite }: { pipeline: Pipeline; mayWrite: boolean }) {
  const { holders, nameOf } = usePeople();
  // “One person” is only a choice once it is said who.
  const [choosing, setChoosing] = useState(false);
  const change = useAction(updatePipeline, {
    optimistic: (screen, { params, body }) => screen.rewrite(listPipelines, undefined, ({ data }) => ({
      data: data.map((one) => (one.id === params.id ? { ...one, ...body } as Pipeline : one)),
    })),
  });
  const save = (body: { assignment: Assignment; fixedOwnerId: string | null }) => {
    setChoosing(false);
    void change.run({ params: { id: pipeline.id }, body }, { ifMatch: pipeline.version });
  };
  const choose = (way: Assignment) => {
    if (way === 'fixed') setChoosing(true);
    else save({ assignment: way, fixedOwnerId: null });
  };
  const gone = pipeline.assignment === 'fixed' && pipeline.fixedOwnerId && holders.length > 0 && !holders.some(({ value }) => value === pipeline.fixedOwnerId)
    ? { value: pipeline.fixedOwnerId, label: nameOf(pipeline.fixedOwnerId) ?? 'Somebody who is gone' } : null;
  const shown = choosing ? 'fixed' : pipeline.assignment;

  return (
    <Section title="New leads go to">
      <div className={styles.owner}>
        <RadioField
          label={`New leads of ${pipeline.name} go to`} hideLabel value={shown} onChange={choose} options={ways}
          disabled={!mayWrite}
        />
        {shown === 'fixed' && (
          <SelectField
            label="Who gets them" searchable options={gone ? [gone, ...holders] : holders} placeholder="Choose a person" name="fixedOwnerId"
            required maxLength={undefined}
            value={choosing ? '' : pipeline.fixedOwnerId} error={undefined} disabled={!mayWrite}
            onChange={(id) => save({ assignment: 'fixed', fixedOwnerId: String(id) })}
          />
        )}
        {gone && !choosing && <Notice tone="warning" title={`${gone.label} cannot have leads any more.`}>New leads wait to be claimed until you choose somebody else.</Notice>}
      </div>
    </Section>
  );
}
