import type { Tag } from '@lastmile/contracts';
import { Choices, TagLabel, TextField, type FieldProps } from '../../ui/index.ts';

type Color = Tag['color'];

const colors: readonly { value: Color; label: string }[] = [
  { value: 'petrol', label: 'Petrol' }, { value: 'blue', label: 'Blue' }, { value: 'violet', label: 'Violet' },
  { value: 'green', label: 'Green' }, { value: 'amber', label: 'Amber' }, { value: 'red', label: 'Red' },
  { value: 'gray', label: 'Grey' },
];

/** The fields of a tag, the same for a new one and one that changes. */
export function TagFields({ field }: { field: (name: 'name' | 'color') => FieldProps }) {
  const color = field('color');
  return (
    <>
      <TextField label="Name" placeholder="For example: High value" {...field('name')} />
      <Choices
        label="Colour" value={color.value as Color} onChange={color.onChange}
        choices={colors.map(({ value, label }) => ({ value, label, icon: <TagLabel tag={{ name: 'Aa', color: value }} /> }))}
      />
    </>
  );
}
