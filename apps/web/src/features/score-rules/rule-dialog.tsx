import { useRef, useState, type FormEvent } from 'react';
import type { ScoreRule, ScoreRuleKind } from '@lastmile/contracts';
import { toProblem, type Problem } from '../../lib/problem.ts';
import { FieldRow, FormDialog, PointField, SelectField, TextField, type FieldProps } from '../../ui/index.ts';
import { ManyField } from '../../ui/form/many-field.tsx';
import { activityOptions, outcomeOptions } from './rule-words.ts';
import { beginnings, kindOptions, ruleOf, testOptions, valuesOf, type RuleValues } from './rule-values.ts';
import type { ScoreFieldChoice, useScoreNames } from './use-score-names.ts';

interface Props {
  /** The rule that is changed; null for a new one. */
  rule: ScoreRule | null;
  rules: readonly ScoreRule[];
  names: ReturnType<typeof useScoreNames>;
  save: (rules: ScoreRule[]) => Promise<unknown>;
  onClose: () => void;
}

/** One rule: what it looks at, and its points. */
export function RuleDialog({ rule, rules, names, save, onClose }: Props) {
  const { values, field, choose, form } = useRuleForm({ rule, rules, save, onClose });
  return (
    <FormDialog form={form} title={rule ? 'Change rule' : 'Add rule'} submit={rule ? 'Save rule' : 'Add rule'} onClose={onClose} width={480}>
      <SelectField {...field('kind')} label="Looks at" options={kindOptions} onChange={(kind) => choose(kind as ScoreRuleKind)} />
      <KindFields values={values} field={field} names={names} />
      <TextField {...field('points')} label="Points" inputMode="text" placeholder="15" hint="From −100 to 100; a minus takes away." />
    </FormDialog>
  );
}

type Field = (name: string) => FieldProps;

function useRuleForm({ rule, rules, save, onClose }: Omit<Props, 'names'>) {
  const [values, setValues] = useState<RuleValues>(() => (rule ? valuesOf(rule) : { kind: 'field', ...beginnings.field }));
  const [errors, setErrors] = useState<{ [field: string]: string }>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSubmitting, setSubmitting] = useState(false);
  const ref = useRef<HTMLFormElement>(null);
  const place = rule ? rules.findIndex(({ id }) => id === rule.id) : rules.length;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isSubmitting) return;
    setSubmitting(true);
    setErrors({});
    setProblem(null);
    const written = ruleOf(rule?.id ?? newRuleId(rules), values);
    try {
      await save(rule ? rules.map((one) => (one.id === rule.id ? written : one)) : [...rules, written]);
      onClose();
    } catch (thrown) {
      const refused = toProblem(thrown);
      const own = (refused.errors ?? []).flatMap(({ pointer, detail }) =>
        (pointer.startsWith(`/rules/${place}/`) ? [[partOf(pointer), detail] as const] : []));
      setErrors(Object.fromEntries(own));
      if (own.length === 0) setProblem(refused);
      setSubmitting(false);
    }
  };
  const field: Field = (name) => ({
    name, value: values[name], error: errors[name], required: true, maxLength: undefined,
    onChange: (value) => {
      setValues((before) => ({ ...before, [name]: value }));
      setErrors(({ [name]: _mended, ...others }) => others);
    },
  });
  const choose = (kind: ScoreRuleKind) => setValues(({ points }) => ({ kind, points, ...beginnings[kind] }));
  return { values, field, choose, form: { problem, rest: [], isSubmitting, formProps: { ref, onSubmit: (event: FormEvent) => void submit(event), noValidate: true } } };
}

/** Which field a complaint is about: a place is one field here and two numbers there. */
function partOf(pointer: string): string {
  const part = pointer.split('/')[3]!;
  return part === 'latitude' || part === 'longitude' ? 'point' : part;
}

/** Reasons name it, so that it stays when rules change places. */
function newRuleId(rules: readonly ScoreRule[]): string {
  const taken = new Set(rules.map(({ id }) => id));
  for (let number = rules.length + 1; ; number += 1) if (!taken.has(`rule-${number}`)) return `rule-${number}`;
}

interface KindProps { values: RuleValues; field: Field; names: Props['names'] }

function KindFields({ values, field, names }: KindProps) {
  switch (values.kind) {
    case 'field': return <FieldFields values={values} field={field} names={names} />;
    case 'tag': return <ManyField {...field('tagIds')} label="One of these tags" options={names.tags} />;
    case 'activity': return (
      <>
        <ManyField {...field('types')} label="What was done" options={activityOptions} hint="Anything where nothing is picked." />
        <ManyField {...field('outcomes')} label="How it ended" options={outcomeOptions} hint="Any way where nothing is picked." />
        <FieldRow>
          <TextField {...field('atLeast')} label="At least so often" inputMode="numeric" />
          <TextField {...field('withinDays')} label="In the last days" inputMode="numeric" placeholder="Ever" />
        </FieldRow>
      </>
    );
    case 'silence': return <TextField {...field('days')} label="Days without anything done" inputMode="numeric" />;
    case 'reply': return <TextField {...field('withinMinutes')} label="First reply within minutes" inputMode="numeric" />;
    case 'capture': return (
      <>
        <ManyField {...field('sources')} label="From" options={names.sources} hint="Any source where nothing is picked." />
        <TextField {...field('atLeast')} label="At least so often" inputMode="numeric" />
      </>
    );
    case 'age': return (
      <FieldRow>
        <TextField {...field('fromDays')} label="At least days ago" inputMode="numeric" />
        <TextField {...field('toDays')} label="Less than days ago" inputMode="numeric" placeholder="Any" />
      </FieldRow>
    );
    case 'distance': return <DistanceFields field={field} />;
  }
}

function DistanceFields({ field }: { field: Field }) {
  return (
    <>
      <TextField {...field('place')} label="Place" placeholder="Kilimani PoP 1" />
      <PointField {...field('point')} label="Latitude and longitude" />
      <TextField {...field('withinKm')} label="Within km" inputMode="decimal" />
    </>
  );
}

const testsOf = ({ choices, type }: ScoreFieldChoice) => (choices ? testOptions.choices : type === 'number' ? testOptions.number : type === 'geo' || type === 'date' ? testOptions.known : testOptions.text);

function FieldFields({ values, field, names }: KindProps) {
  const chosen = names.fields.find(({ value }) => value === values.field);
  const tests = chosen ? testsOf(chosen) : testOptions.text;
  return (
    <>
      <FieldRow>
        <SelectField
          {...field('field')} label="Field" options={names.fields} searchable
          onChange={(name) => {
            const next = names.fields.find(({ value }) => value === name);
            field('field').onChange(name);
            field('test').onChange(next ? testsOf(next)[0].value : 'filled');
            field('values').onChange([]);
          }}
        />
        <SelectField {...field('test')} label="Test" options={tests} />
      </FieldRow>
      {values.test === 'any_of' && <ManyField {...field('values')} label="Values" options={chosen?.choices ?? []} />}
      {values.test === 'contains' && <ManyField {...field('values')} label="Words" placeholder="Type and press Enter" hint="It applies where the field contains one of them." />}
      {values.test === 'between' && (
        <FieldRow>
          <TextField {...field('from')} label="From" inputMode="decimal" />
          <TextField {...field('to')} label="To" inputMode="decimal" />
        </FieldRow>
      )}
    </>
  );
}
