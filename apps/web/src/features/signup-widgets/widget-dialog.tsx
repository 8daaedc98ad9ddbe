import {
  listPipelines, SignupWidgetChanges, updateSignupWidget, type Pipeline, type SignupWidget,
} from '@lastmile/contracts';
import { pick } from '../../lib/pick.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { usePeople } from '../../lib/use-people.ts';
import { useWrite } from '../../lib/use-write.ts';
import { FieldRow, FormDialog, SelectField, SwitchField, TextField, useRecordForm } from '../../ui/index.ts';

const labels = {
  title: 'Title', introduction: 'Introduction', buttonText: 'Button', thankYouMessage: 'Thanks', pipelineId: 'Pipeline',
  stageId: 'Stage',
  ownerId: 'Owner', showOffers: 'Packages shown', offerRequired: 'Package required', includeTax: 'Prices with tax',
  isActive: 'Open',
};

/** Changes what a form says, where its leads go and whether it is open. */
export function WidgetDialog({ widget, onClose }: { widget: SignupWidget; onClose: () => void }) {
  const write = useWrite();
  const { data } = useEndpoint(listPipelines, {});
  const pipelines = data?.data.filter(({ kind, isActive }) => kind === 'lead' && isActive) ?? [];
  const { holders: people, nameOf } = usePeople();
  const form = useRecordForm(SignupWidgetChanges, {
    record: widget,
    values: (known) => pick(
      known, 'title', 'introduction', 'buttonText', 'thankYouMessage', 'pipelineId', 'stageId', 'ownerId', 'showOffers',
      'offerRequired', 'includeTax', 'isActive',
    ),
    submit: (body, call) => write(updateSignupWidget, { params: { id: widget.id }, body }, call),
    done: onClose,
  });
  const stages = openStages(pipelines.find(({ id }) => id === form.values.pipelineId));
  const choosePipeline = (id: unknown) => {
    form.set('pipelineId', id);
    form.set('stageId', openStages(pipelines.find((one) => one.id === id))[0]?.id ?? '');
  };
  const written = (field: string, value: unknown) => (
    field === 'ownerId' ? nameOf(value as string | null) ?? 'as the pipeline says'
      : field === 'pipelineId' || field === 'stageId' ? nameAmong(pipelines, value) : undefined
  );

  return (
    <FormDialog
      form={form} title="Edit signup form" submit="Save form" onClose={onClose} labels={labels} write={written}
      width={600}
    >
      <SwitchField label="Open" hint="Switched off, its page says that it is closed." {...form.field('isActive')} />
      <TextField label={labels.title} {...form.field('title')} />
      <TextField
        label="Introduction (optional)" rows={2} hint="One or two sentences below the title."
        {...form.field('introduction')}
      />
      <TextField label="Words on the button" {...form.field('buttonText')} />
      <TextField label="Thanks" rows={2} hint="After sending: what happens next." {...form.field('thankYouMessage')} />
      <FieldRow>
        <SelectField
          label={labels.pipelineId} options={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('pipelineId')}
          onChange={choosePipeline}
        />
        <SelectField
          label={labels.stageId} options={stages.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('stageId')}
        />
      </FieldRow>
      <SelectField
        label="Owner (optional)" searchable clearable options={people} placeholder="As the pipeline says"
        {...form.field('ownerId')}
        hint="Gets every lead of this form."
      />
      <SwitchField label="Show packages" hint="Those that are public, slowest first." {...form.field('showOffers')} />
      {form.values.showOffers === true && (
        <>
          <SwitchField label="A package has to be chosen" {...form.field('offerRequired')} />
          <SwitchField label="Prices with tax" {...form.field('includeTax')} />
        </>
      )}
    </FormDialog>
  );
}

/** Leads begin in a stage that is still open. */
function openStages(pipeline: Pipeline | undefined) {
  return pipeline?.stages.filter(({ type }) => type !== 'won' && type !== 'lost') ?? [];
}

function nameAmong(pipelines: readonly Pipeline[], id: unknown): string | undefined {
  return [...pipelines, ...pipelines.flatMap(({ stages }) => stages)].find((one) => one.id === id)?.name;
}
