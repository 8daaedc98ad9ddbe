import type { ScoreRule } from '@lastmile/contracts';
import { count } from '../../lib/format.ts';

/** What people call what rules hold by id or code. */
export interface ScoreNames {
  field: (name: string) => string;
  /** A value of a field: a source, a package, a rating. */
  value: (field: string, value: string) => string;
  tag: (id: string) => string;
}

const activityNames: Readonly<Record<string, string>> = {
  call: 'call', meeting: 'meeting', task: 'task', email: 'email', text: 'message', note: 'note', quote_sent: 'quote sent',
};
const outcomeNames: Readonly<Record<string, string>> = {
  answered: 'answered', voicemail: 'voicemail', no_answer: 'no answer', interested: 'interested', not_interested: 'not interested',
};
export const activityOptions = Object.entries(activityNames).map(([value, label]) => ({ value, label: capital(label) }));
export const outcomeOptions = Object.entries(outcomeNames).map(([value, label]) => ({ value, label: capital(label) }));

const or = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)!}`);
function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A rule as people read it: “Source is Referral or Caretaker”. */
export function ruleWords(rule: ScoreRule, names: ScoreNames): string {
  switch (rule.kind) {
    case 'field': return fieldWords(rule, names);
    case 'tag': return `Tagged ${or(rule.tagIds.map(names.tag))}`;
    case 'activity': {
      const outcome = or((rule.outcomes ?? []).map((one) => outcomeNames[one] ?? one));
      const types = or((rule.types ?? []).map((type) => activityNames[type] ?? type));
      const what = types ? `${types}${outcome ? ` (${outcome})` : ''}` : outcome ? `outcome “${outcome}”` : 'anything done';
      const often = rule.atLeast === 1 ? capital(what) : `At least ${rule.atLeast} × ${what}`;
      return `${often}${rule.withinDays ? ` in the last ${count(rule.withinDays, 'day')}` : ''}`;
    }
    case 'silence': return `Nothing done for ${count(rule.days, 'day')}`;
    case 'reply': return `First reply within ${timeWords(rule.withinMinutes)}`;
    case 'capture': {
      const from = rule.sources ? ` by ${or(rule.sources.map((code) => names.value('source', code)))}` : '';
      return rule.atLeast === 1 ? `Captured${from}` : `Captured${from} at least ${rule.atLeast} times`;
    }
    case 'age': return rule.toDays === undefined
      ? `Came in ${count(rule.fromDays, 'day')} ago or earlier`
      : rule.fromDays === 0 ? `Came in less than ${count(rule.toDays, 'day')} ago` : `Came in ${rule.fromDays} to ${rule.toDays} days ago`;
    case 'distance': return `Within ${rule.withinKm} km of ${rule.place ?? `${rule.latitude.toFixed(4)}, ${rule.longitude.toFixed(4)}`}`;
  }
}

function fieldWords({ field, test, values = [], from, to }: Extract<ScoreRule, { kind: 'field' }>, names: ScoreNames): string {
  const label = names.field(field);
  switch (test) {
    case 'filled': return `${label} is known`;
    case 'empty': return `${label} is not known`;
    case 'any_of': return `${label} is ${or(values.map((value) => names.value(field, value)))}`;
    case 'contains': return `${label} contains ${or(values.map((value) => `“${value}”`))}`;
    case 'between': return from === undefined ? `${label} is at most ${to}` : to === undefined ? `${label} is at least ${from}` : `${label} is ${from} to ${to}`;
  }
}

const timeWords = (minutes: number): string =>
  (minutes % 1440 === 0 ? count(minutes / 1440, 'day') : minutes % 60 === 0 ? count(minutes / 60, 'hour') : count(minutes, 'minute'));

export const pointsWords = (points: number): string => (points > 0 ? `+${points}` : points < 0 ? `−${-points}` : '0');
