import { IconUser } from '@tabler/icons-react';
import { usePeople } from '../../../lib/use-people.ts';
import { useSession } from '../../../lib/session.tsx';
import { FilterChip, ResponsiveMenu, type MenuGroup } from '../../../ui/index.ts';
import { useLeadFilters } from '../use-lead-filters.ts';

/** Whose leads are shown. Who sees only their own and the unclaimed is not offered anybody else. */
export function OwnerFilter() {
  const { filters: { owner }, change } = useLeadFilters();
  const { can, user } = useSession();
  const people = usePeople();
  const choice = (value: string | null, label: string) => ({
    label, current: owner === value, onChoose: () => change({ owner: value }),
  });
  const others = people.options.filter(({ value }) => value !== user.id);
  const groups: MenuGroup[] = [
    { choices: [choice(null, 'Anyone'), choice('me', 'Mine'), choice('none', 'Unclaimed')] },
    ...(can('leads:read') === 'own' || others.length === 0 ? []
      : [{ title: 'People', choices: others.map(({ value, label }) => choice(value, label)) }]),
  ];
  return (
    <ResponsiveMenu
      title="Owner" groups={groups}
      target={(
        <FilterChip
          label="Owner" value={ownerName(owner, people.nameOf)} active={owner !== null}
          icon={<IconUser size={14} stroke={1.75} aria-hidden />}
        />
      )}
    />
  );
}

/** `Anyone`, `Mine`, `Unclaimed`, or a name. */
function ownerName(owner: string | null, nameOf: (id: string) => string | undefined): string {
  if (owner === null) return 'Anyone';
  if (owner === 'me') return 'Mine';
  return owner === 'none' ? 'Unclaimed' : nameOf(owner) ?? 'Somebody';
}
