import { createPipelineFromTemplate, listPipelineTemplates, PipelineFromTemplate, type Pipeline, type PipelineTemplate } from '@lastmile/contracts';
import { count } from '../../lib/format.ts';
import { stagePlace } from '../../lib/stage-place.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useWrite } from '../../lib/use-write.ts';
import { ErrorState, FormDialog, FormSkeleton, RadioField, ResponsiveDialog, showToast, StageGlyph, TextField, useContractForm } from '../../ui/index.ts';
import styles from './from-template-dialog.module.css';

const title = 'Pipeline from a template';
const width = 760;

interface Props {
  onClose: () => void;
  made: (pipeline: Pipeline) => void;
}

/** Adds a pipeline that is ready to be used: one chooses, sees its stages, and has it. */
export function FromTemplateDialog({ onClose, made }: Props) {
  const templates = useEndpoint(listPipelineTemplates);
  const all = templates.data?.data ?? [];
  if (all.length > 0) return <Chooser templates={all} onClose={onClose} made={made} />;
  return (
    <ResponsiveDialog opened onClose={onClose} title={title} width={width}>
      {templates.error
        ? <ErrorState title="The templates did not load." problem={templates.error} again={() => void templates.refetch()} />
        : <FormSkeleton fields={5} />}
    </ResponsiveDialog>
  );
}

function Chooser({ templates, onClose, made }: Props & { templates: readonly PipelineTemplate[] }) {
  const write = useWrite();
  const form = useContractForm(PipelineFromTemplate, {
    initial: { templateId: templates[0]!.id },
    submit: (body, call) => write(createPipelineFromTemplate, { body }, call),
    done: (pipeline) => {
      showToast({ title: `${pipeline.name} is ready.`, text: 'Its stages can be changed like those of any other.' });
      made(pipeline);
    },
  });
  const template = templates.find(({ id }) => id === form.values.templateId) ?? templates[0]!;
  return (
    <FormDialog form={form} title={title} submit="Add pipeline" onClose={onClose} width={width}>
      <div className={styles.sides}>
        <RadioField
          label="Template" hideLabel {...form.field('templateId')}
          options={templates.map(({ id, name, description }) => ({ value: id, label: name, hint: description }))}
        />
        <Preview template={template} />
      </div>
      <TextField label="Name (optional)" placeholder={template.name} {...form.field('name')} />
    </FormDialog>
  );
}

function Preview({ template: { name, kind, stages } }: { template: PipelineTemplate }) {
  const placed = stages.map((stage, position) => ({ ...stage, id: stage.name, position }));
  return (
    <section className={styles.preview} aria-label={`The stages of ${name}`} aria-live="polite">
      <h3 className={styles.name}>{name}</h3>
      <p className={styles.about}>{count(stages.length, 'stage')} · for {kind === 'lead' ? 'leads' : 'opportunities'}</p>
      <ol className={styles.stages}>
        {placed.map((stage) => {
          const place = stagePlace(placed, stage.id);
          return (
            <li key={stage.id} className={styles.stage}>
              <StageGlyph type={stage.type} {...(place ? { place } : {})} />
              <span className={styles.words}>{stage.name}</span>
              <span className={styles.chance}>{stage.probability}%</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
