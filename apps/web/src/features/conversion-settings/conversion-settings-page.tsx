import { IconRotate, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { getConversionSettings, listPipelines, updateConversionSettings, type ConversionSettings, type Pipeline } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useWrite } from '../../lib/use-write.ts';
import {
  Button, ErrorState, FormProblem, FormSkeleton, IconButton, Page, RadioField, Section, SelectField, showToast, SubmitButton, Switch, SwitchField, TextField, useContractForm,
} from '../../ui/index.ts';
import styles from './conversion-settings-page.module.css';
import { UsernameAndPassword } from './username-and-password.tsx';

type Type = ConversionSettings['defaultType'];
const types: readonly { value: Type; label: string; hint: string }[] = [
  { value: 'active_without_invoice', label: 'Active, without an invoice', hint: 'The service runs at once.' },
  { value: 'active_with_invoice', label: 'Active, with an invoice', hint: 'The service runs at once, and its first invoice is issued.' },
  { value: 'new_with_proforma', label: 'New, with a proforma', hint: 'The service runs once it is installed. Always offered.' },
];

/** `/settings/conversion`: in which ways a lead becomes a subscriber, where it goes then, and what is installed. */
export function ConversionSettingsPage() {
  const settings = useEndpoint(getConversionSettings);
  const pipelines = useEndpoint(listPipelines, { query: { kind: 'lead' } });
  const error = settings.error ?? pipelines.error;
  return (
    <Page title="Conversion" subtitle="How a lead becomes a subscriber." narrow>
      {error && (!settings.data || !pipelines.data) && (
        <ErrorState title="The settings did not load." problem={error} again={() => { void settings.refetch(); void pipelines.refetch(); }} />
      )}
      {!error && (!settings.data || !pipelines.data) && <FormSkeleton fields={6} />}
      {settings.data && pipelines.data && <Form key={settings.data.version} settings={settings.data} pipelines={pipelines.data.data} />}
    </Page>
  );
}

function Form({ settings, pipelines }: { settings: ConversionSettings; pipelines: readonly Pipeline[] }) {
  const write = useWrite();
  const { version, ...initial } = settings;
  const form = useContractForm(updateConversionSettings.body, {
    initial, changes: true,
    submit: (body, call) => write(updateConversionSettings, { body }, { ...call, ifMatch: version }),
    done: () => showToast({ title: 'Saved.' }),
  });
  const offered = form.values.offeredTypes as Type[];
  const offer = (type: Type, on: boolean) => {
    const next = types.map(({ value }) => value).filter((value) => (value === type ? on : offered.includes(value)));
    form.set('offeredTypes', next);
    if (!next.includes(form.values.defaultType as Type)) form.set('defaultType', 'new_with_proforma');
  };
  return (
    <form className={styles.form} {...form.formProps}>
      <FormProblem form={form} />
      <Section title="Ways to convert">
        <div className={styles.fields}>
          {types.map(({ value, label, hint }) => (
            <Switch
              key={value} label={label} description={hint} checked={offered.includes(value)} disabled={value === 'new_with_proforma'}
              onChange={(event) => offer(value, event.currentTarget.checked)}
            />
          ))}
          <RadioField<Type> label="Chosen to begin with" options={types.filter(({ value }) => offered.includes(value)).map(({ value, label }) => ({ value, label }))} {...form.field('defaultType')} />
        </div>
      </Section>
      <Section title="Where converted leads go">
        <div className={styles.fields}>
          {pipelines.map((pipeline) => (
            <WonStage
              key={pipeline.id} pipeline={pipeline} wonStages={form.values.wonStages as ConversionSettings['wonStages']}
              onChange={(wonStages) => form.set('wonStages', wonStages)}
            />
          ))}
        </div>
      </Section>
      <Section title="Routers">
        <div className={styles.fields}>
          <TextField
            label="Wait for a router that does not answer, hours" inputMode="numeric"
            hint="A conversion waits so long and goes on by itself when the router is back. With 0 it fails after the router’s own attempts, and can be tried again."
            {...form.field('routerPatienceHours')}
          />
        </div>
      </Section>
      <UsernameAndPassword form={form} />
      <Section title="Installation">
        <div className={styles.fields}>
          <SwitchField
            label="Enable the router user when the service order is completed" hint="Of a new subscriber. Otherwise it can connect as soon as it is made."
            {...form.field('enableAfterInstallation')}
          />
          <Checklist items={form.values.checklist as string[]} onChange={(items) => form.set('checklist', items)} error={form.errors.checklist} />
        </div>
      </Section>
      <div className={styles.foot}>
        <Button onClick={() => form.reset()} disabled={!form.isChanged}>Discard</Button>
        <SubmitButton form={form} disabled={!form.isChanged}>Save</SubmitButton>
      </div>
    </form>
  );
}

function WonStage({ pipeline, wonStages, onChange }: {
  pipeline: Pipeline; wonStages: ConversionSettings['wonStages']; onChange: (wonStages: ConversionSettings['wonStages']) => void;
}) {
  const won = pipeline.stages.filter(({ type }) => type === 'won');
  const chosen = wonStages.find(({ pipelineId }) => pipelineId === pipeline.id)?.stageId;
  const set = (stageId: string | null) => onChange([
    ...wonStages.filter(({ pipelineId }) => pipelineId !== pipeline.id), ...(stageId ? [{ pipelineId: pipeline.id, stageId }] : []),
  ]);
  return (
    <div className={styles.stage}>
      <SelectField
        label={pipeline.name} name={`won-${pipeline.id}`} required={false} maxLength={undefined} error={undefined} disabled={won.length === 0}
        value={chosen ?? won[0]?.id ?? ''} options={won.map(({ id, name }) => ({ value: id, label: name }))} onChange={(id) => set(id ? String(id) : null)}
        hint={chosen ? undefined : 'Its first won stage'}
      />
      {chosen && <IconButton look="plain" label={`Reset the won stage of ${pipeline.name}`} onClick={() => set(null)}><IconRotate size={16} stroke={1.75} aria-hidden /></IconButton>}
    </div>
  );
}

function Checklist({ items, onChange, error }: { items: readonly string[]; onChange: (items: string[]) => void; error: string | undefined }) {
  const [added, setAdded] = useState('');
  const add = () => {
    if (!added.trim()) return;
    onChange([...items, added.trim()]);
    setAdded('');
  };
  return (
    <fieldset className={styles.checklist}>
      <legend>What is ticked off at every installation</legend>
      {items.length === 0 && <p className={styles.none}>Nothing: technicians just complete the order.</p>}
      <ol>
        {items.map((text, index) => (
          // Two items may say the same.
          // eslint-disable-next-line react/no-array-index-key
          <li key={index}>
            <span>{text}</span>
            <IconButton label={`Remove: ${text}`} onClick={() => onChange(items.filter((_, at) => at !== index))}><IconX size={16} stroke={1.75} aria-hidden /></IconButton>
          </li>
        ))}
      </ol>
      <div className={styles.add}>
        <TextField label="Add an item" name="item" value={added} onChange={(value) => setAdded(String(value ?? ''))} required={false} maxLength={120} error={error} />
        <Button onClick={add} disabled={added.trim() === '' || items.length >= 30}>Add</Button>
      </div>
    </fieldset>
  );
}
