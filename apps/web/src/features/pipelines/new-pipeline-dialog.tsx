import { useState } from 'react';
import { createPipeline, NewPipeline, type Pipeline } from '@lastmile/contracts';
import { pick } from '../../lib/pick.ts';
import { useWrite } from '../../lib/use-write.ts';
import {
  FormDialog, RadioField, SelectField, showToast, SwitchField, TextField, useContractForm,
} from '../../ui/index.ts';

const kinds = [
  { value: 'lead', label: 'Leads', hint: 'From an enquiry to a subscriber.' },
  { value: 'opportunity', label: 'Opportunities', hint: 'Longer deals, such as companies and apartment blocks.' },
] as const;

interface Props {
  all: readonly Pipeline[];
  onClose: () => void;
  made: (pipeline: Pipeline) => void;
}

/** Adds a pipeline, with the usual stages or those of another one. */
export function NewPipelineDialog({ all, onClose, made }: Props) {
  const write = useWrite();
  const [copied, setCopied] = useState('usual');
  const form = useContractForm(NewPipeline, {
    initial: { kind: 'lead' },
    submit: (body, call) => {
      const stages = stagesOf(all.find(({ id }) => id === copied));
      return write(createPipeline, { body: { ...body, ...stages } }, call);
    },
    done: (pipeline) => {
      showToast({ title: `${pipeline.name} is ready.` });
      made(pipeline);
    },
  });
  return (
    <FormDialog form={form} title="New pipeline" submit="Add pipeline" onClose={onClose}>
      <TextField label="Name" placeholder="For example: Apartment blocks" {...form.field('name')} />
      <RadioField label="For" {...form.field('kind')} options={kinds} />
      <SelectField
        label="Begins with" name="copied" required={false} maxLength={undefined} error={form.errors.stages}
        value={copied}
        onChange={(id) => setCopied(String(id))} hint="Stages can be added, renamed and moved later."
        options={[
          { value: 'usual', label: 'New, Won and Lost' },
          ...all.map(({ id, name }) => ({ value: id, label: `The stages of ${name}` })),
        ]}
      />
      <SwitchField
        label="Make it the default" hint="Leads that name no pipeline go there." {...form.field('isDefault')}
      />
    </FormDialog>
  );
}

function stagesOf(pipeline: Pipeline | undefined) {
  if (!pipeline) return {};
  return {
    stages: pipeline.stages.map((stage) => pick(stage, 'name', 'type', 'probability', 'color', 'quietAfterDays', 'exitCriteria')),
  };
}
