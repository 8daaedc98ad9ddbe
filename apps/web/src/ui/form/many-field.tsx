import { MultiSelect, TagsInput } from '@mantine/core';
import type { FieldProps } from './use-contract-form.ts';

interface Props extends FieldProps {
  label: string;
  hint?: string;
  placeholder?: string;
  /** What can be picked; left out, anything can be typed. */
  options?: readonly { value: string; label: string }[];
}

/** Several of a list, or several words of one's own. Not in the kit's index: the few pages that have one bring it along. */
export function ManyField({ name, value, onChange, error, label, hint, placeholder, options }: Props) {
  const shared = {
    name, label, error, value: (value as string[] | undefined) ?? [], onChange: (chosen: string[]) => onChange(chosen),
    ...(hint ? { description: hint } : {}), ...(placeholder ? { placeholder } : {}),
  };
  return options
    ? <MultiSelect {...shared} data={[...options]} searchable hidePickedOptions nothingFoundMessage="Nothing like that." />
    : <TagsInput {...shared} acceptValueOnBlur maxTags={30} splitChars={[',']} />;
}
