import { useState } from 'react';
import { LeadFieldChanges, updateLeadField, type LeadField } from '@lastmile/contracts';
import { pick } from '../../lib/pick.ts';
import type { Problem } from '../../lib/problem.ts';
import { useWrite } from '../../lib/use-write.ts';
import { FormDialog, SwitchField, useRecordForm } from '../../ui/index.ts';
import { FieldInputs, fieldLabels } from './field-inputs.tsx';
import { categoryNames, fieldTypeNames } from './field-types.ts';
import { OptionsInUse, ValuesThatDoNotFit, type OptionInUse } from './what-leads-hold.tsx';

/** Changes a field. Where leads would lose something, it is said how many, and asked what becomes of it, before anything is saved. */
export function EditFieldDialog({ field, onClose }: { field: LeadField; onClose: () => void }) {
  const write = useWrite();
  const [inUse, setInUse] = useState<readonly OptionInUse[]>([]);
  const [replacements, setReplacements] = useState<Readonly<Record<string, string | null>>>({});
  const [unfit, setUnfit] = useState<Problem | null>(null);
  const [keepsInTimeline, setKeepsInTimeline] = useState(false);
  const form = useRecordForm(LeadFieldChanges, {
    record: field,
    values: (known) => ({
      ...pick(known, 'label', 'category', 'isRequired', 'isVisible', 'pipelineIds'), ...(known.isCustom ? pick(known, 'type', 'options') : {}),
    }),
    submit: (body, call) => write(updateLeadField, {
      params: { id: field.id },
      body: {
        ...body,
        ...(body.type && body.type !== 'select' ? { options: [] } : {}),
        ...(inUse.length > 0 ? { replaceOptions: replacements } : {}),
        ...(keepsInTimeline ? { convert: 'keep_in_timeline' as const } : {}),
      },
    }, call, ['leads']),
    done: onClose,
    failed: (problem) => {
      const options = problem.code === 'option_in_use' ? problem.more.options as OptionInUse[] : [];
      setInUse(options);
      setReplacements(Object.fromEntries(options.map(({ value }) => [value, null])));
      setUnfit(problem.code === 'values_do_not_fit' ? problem : null);
      return options.length > 0 || problem.code === 'values_do_not_fit';
    },
  });
  const staying = (form.values.options ?? []) as { value?: string; label: string }[];
  return (
    <FormDialog
      form={form} title={`Edit ${field.label}`} subtitle={field.isCustom ? `Integrations call it ${field.name}.` : fieldTypeNames[field.type]}
      submit="Save field" onClose={onClose} labels={fieldLabels} write={inWords}
    >
      <FieldInputs
        form={form} isStandard={!field.isCustom} neverAsked={field.name === 'createdAt'}
        consequence={(
          <>
            {inUse.length > 0 && (
              <OptionsInUse
                options={inUse} staying={staying.map(({ value, label }) => ({ value: value ?? label, label }))} replacements={replacements}
                onChange={(value, replacement) => setReplacements({ ...replacements, [value]: replacement })}
              />
            )}
            {unfit && <ValuesThatDoNotFit problem={unfit} agreed={keepsInTimeline} onAgree={setKeepsInTimeline} />}
          </>
        )}
      />
      <SwitchField
        label="Visible" hint="A hidden field keeps what leads hold in it and is not asked for." {...form.field('isVisible')}
      />
    </FormDialog>
  );
}

function inWords(field: string, value: unknown): string | undefined {
  if (field === 'type') return fieldTypeNames[value as LeadField['type']];
  if (field === 'category') return categoryNames[value as LeadField['category']];
  if (field === 'options') return (value as LeadField['options']).map(({ label }) => label).join(', ');
  return field === 'pipelineIds' ? `${(value as string[]).length || 'all'}` : undefined;
}
