import type { ScoreRule, ScoreRuleKind } from '@lastmile/contracts';

/** A rule while it is being written: texts as they stand in the fields. */
export interface RuleValues { [field: string]: unknown; kind: ScoreRuleKind }

export const kindOptions: readonly { value: ScoreRuleKind; label: string }[] = [
  { value: 'field', label: 'What a field holds' },
  { value: 'activity', label: 'What was done: calls, meetings, outcomes' },
  { value: 'reply', label: 'How soon it was answered' },
  { value: 'silence', label: 'How long nothing was done' },
  { value: 'capture', label: 'What other systems saw' },
  { value: 'tag', label: 'Its tags' },
  { value: 'age', label: 'How long ago it came in' },
  { value: 'distance', label: 'How far it is from a place' },
];

/** What the fields of each kind begin with. */
export const beginnings: { [kind in ScoreRuleKind]: object } = {
  field: { field: 'source', test: 'any_of' },
  activity: { atLeast: '1', withinDays: '30' },
  reply: { withinMinutes: '60' },
  silence: { days: '14' },
  capture: { atLeast: '1' },
  tag: {},
  age: { fromDays: '0', toDays: '7' },
  distance: { withinKm: '1' },
};

export const testOptions = {
  choices: [{ value: 'any_of', label: 'is one of' }, { value: 'filled', label: 'is known' }, { value: 'empty', label: 'is not known' }],
  number: [{ value: 'between', label: 'is from … to …' }, { value: 'filled', label: 'is known' }, { value: 'empty', label: 'is not known' }],
  text: [{ value: 'filled', label: 'is known' }, { value: 'empty', label: 'is not known' }, { value: 'contains', label: 'contains' }],
  known: [{ value: 'filled', label: 'is known' }, { value: 'empty', label: 'is not known' }],
} as const;

const numbers = new Set(['points', 'from', 'to', 'atLeast', 'withinDays', 'withinMinutes', 'days', 'fromDays', 'toDays', 'withinKm']);
const named: { [kind in ScoreRuleKind]: readonly string[] } = {
  field: ['field', 'test', 'values', 'from', 'to'],
  activity: ['types', 'outcomes', 'atLeast', 'withinDays'],
  reply: ['withinMinutes'],
  silence: ['days'],
  capture: ['sources', 'atLeast'],
  tag: ['tagIds'],
  age: ['fromDays', 'toDays'],
  distance: ['withinKm', 'place'],
};

/** What the fields say, as the contract has it: of its kind alone, and nothing that was left empty. The server says what is wrong with it. */
export function ruleOf(id: string, values: RuleValues): ScoreRule {
  const test = values.kind === 'field' ? values.test : null;
  const asked = named[values.kind].filter((name) =>
    !(name === 'values' && test !== 'any_of' && test !== 'contains') && !((name === 'from' || name === 'to') && values.kind === 'field' && test !== 'between'));
  const entries = ['points', ...asked].flatMap((name): [string, unknown][] => {
    const value = values[name];
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return [];
    return [[name, numbers.has(name) && typeof value === 'string' ? Number(value.replace(',', '.')) : value]];
  });
  const point = values.kind === 'distance' && typeof values.point === 'object' ? values.point : {};
  return { id, kind: values.kind, ...Object.fromEntries(entries), ...point } as unknown as ScoreRule;
}

export function valuesOf(rule: ScoreRule): RuleValues {
  const texts = Object.fromEntries(Object.entries(rule).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]));
  const point = rule.kind === 'distance' ? { point: { latitude: rule.latitude, longitude: rule.longitude } } : {};
  return { ...texts, ...point, kind: rule.kind };
}
