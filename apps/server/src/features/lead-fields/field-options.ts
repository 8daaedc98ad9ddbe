import type { NewLeadField } from '@lastmile/contracts';
import { InvalidFields, type FieldProblem } from '../../core/problems.ts';
import type { FieldOption } from './lead-field.entity.ts';

type OptionInputs = NonNullable<NewLeadField['options']>;

/**
 * The options that were asked for, in their order: one that is there is known by its value or else by its label and keeps its value whatever it is
 * called now; a new one gets its label as its value, so that integrators can send what people read. Throws a 422 naming those that two are called.
 */
export function readOptions(asked: OptionInputs, before: readonly FieldOption[]): FieldOption[] {
  const read: FieldOption[] = [];
  const problems: FieldProblem[] = [];
  for (const [index, input] of asked.entries()) {
    const { value, label } = typeof input === 'string' ? { value: undefined, label: oneLine(input) } : { value: input.value?.trim(), label: oneLine(input.label) };
    const known = value === undefined ? byLabel(before, label) : before.find((option) => option.value === value);
    const option = {
      value: known?.value ?? freeValue(value ?? label, [...before, ...read]),
      // A plain text that is the value of an option means that option, as it is called.
      label: known && typeof input === 'string' && known.value === label ? known.label : label,
    };
    const isTwice = read.some((other) => other.value === option.value || other.label.toLowerCase() === option.label.toLowerCase());
    if (isTwice) problems.push({ pointer: `/options/${index}`, detail: `There are two options “${option.label}”.` });
    read.push(option);
  }
  if (problems.length > 0) throw new InvalidFields(problems);
  return read;
}

const byLabel = (options: readonly FieldOption[], text: string): FieldOption | undefined =>
  options.find(({ value }) => value === text) ?? options.find(({ label }) => label.toLowerCase() === text.toLowerCase());

const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** Filters separate values by commas, so no value has one. */
function freeValue(text: string, others: readonly FieldOption[]): string {
  const value = oneLine(text.replaceAll(',', ' ')) || 'option';
  const isTaken = (candidate: string) => others.some((other) => other.value.toLowerCase() === candidate.toLowerCase());
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? value : `${value} ${number}`;
    if (!isTaken(candidate)) return candidate;
  }
}
