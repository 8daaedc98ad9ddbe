import type { Role } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { SelectField, type FieldProps } from '../../ui/index.ts';
import { roleHints, roleNames, rolesToGive } from './roles.ts';
import type { Team } from './user-table.tsx';

interface Props {
  form: { field: (name: 'role' | 'teamId') => FieldProps; values: Readonly<Record<string, unknown>> };
  teams: readonly Team[];
}

/** What a person may do, and whom they sell with. Only roles that one may give are offered. */
export function RoleAndTeam({ form: { field, values }, teams }: Props) {
  const session = useSession();
  const role = values.role as Role | undefined;
  return (
    <>
      <SelectField
        label="Role" options={rolesToGive(session).map((value) => ({ value, label: roleNames[value] }))}
        hint={role && roleHints[role]} {...field('role')}
      />
      {teams.length > 0 && (
        <SelectField
          label="Team (optional)" clearable options={teams.map(({ id, name }) => ({ value: id, label: name }))}
          placeholder="No team" {...field('teamId')}
        />
      )}
    </>
  );
}
