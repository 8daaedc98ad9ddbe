import { stageTypes, type Stage } from '@lastmile/contracts';
import {
  Choices, FieldRow, SelectField, StageGlyph, stageTypeNames, TextField, type FieldProps,
} from '../../ui/index.ts';
import { ColorDot } from './color-dot.tsx';
import { ExitCriteriaField } from './exit-criteria-field.tsx';

type Name = 'name' | 'type' | 'probability' | 'color' | 'quietAfterDays' | 'exitCriteria';
type Color = Stage['color'];

export const stageLabels: Record<Name, string> = {
  name: 'Name', type: 'Type', probability: 'Chance to win', color: 'Colour', quietAfterDays: 'Quiet after',
  exitCriteria: 'Before a lead leaves',
};

const typeHints: Record<Stage['type'], string> = {
  new: 'Where leads begin.',
  in_progress: 'Somebody works on it.',
  dormant: 'Waits for a later day; out of the way until then.',
  won: 'A lead gets here by being converted.',
  lost: 'Asks for the reason.',
};

const colors: readonly { value: Color; label: string }[] = [
  { value: 'blue', label: 'Blue' }, { value: 'petrol', label: 'Petrol' }, { value: 'amber', label: 'Amber' },
  { value: 'green', label: 'Green' },
  { value: 'red', label: 'Red' }, { value: 'violet', label: 'Violet' }, { value: 'gray', label: 'Grey' },
];

interface Props {
  form: {
    field: (name: Name) => FieldProps;
    values: Readonly<Record<string, unknown>>;
    errors: Readonly<Record<string, string>>;
  };
}

/** The fields of a stage, the same for a new one and one that changes. */
export function StageFields({ form: { field, values, errors } }: Props) {
  const type = values.type as Stage['type'];
  const color = field('color');
  return (
    <>
      <TextField label="Name" placeholder="For example: Site survey" {...field('name')} />
      <SelectField
        label="Type" hint={typeHints[type]} icon={<StageGlyph type={type} />}
        options={stageTypes.map((value) => ({ value, label: stageTypeNames[value] }))} {...field('type')}
      />
      <FieldRow>
        <TextField
          label="Chance to win, percent" inputMode="numeric" hint="Weighs what the forecast counts."
          {...field('probability')}
        />
        <TextField
          label="Quiet after days (optional)" inputMode="numeric"
          hint="Then the card says that nothing happened. Empty: never."
          {...field('quietAfterDays')}
        />
      </FieldRow>
      {type !== 'won' && type !== 'lost' && <ExitCriteriaField field={field('exitCriteria')} errors={errors} />}
      <Choices
        label="Colour" value={color.value as Color} onChange={color.onChange}
        choices={colors.map((choice) => ({ ...choice, icon: <ColorDot color={choice.value} /> }))}
      />
    </>
  );
}
