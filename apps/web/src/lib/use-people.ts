import { listUsers, rolesThatHoldLeads, type User } from '@lastmile/contracts';
import { useEndpoint } from './use-endpoint.ts';

interface People {
  /** Who can sign in, for a choice of person. */
  options: { value: string; label: string }[];
  /** Those of them whose leads may be. */
  holders: { value: string; label: string }[];
  /** The name behind an id, also of who was disabled; undefined while it is not known. */
  nameOf: (id: string | null) => string | undefined;
}

/** The people of the organization: the first two hundred by name. */
export function usePeople({ enabled = true } = {}): People {
  const { data } = useEndpoint(listUsers, { query: { limit: 200 } }, { enabled });
  const people: User[] = data?.data ?? [];
  const active = people.filter(({ disabledAt }) => !disabledAt);
  const choices = (some: readonly User[]) => some.map(({ id, name }) => ({ value: id, label: name }));
  return {
    options: choices(active),
    holders: choices(active.filter(({ role }) => rolesThatHoldLeads.includes(role))),
    nameOf: (id) => people.find((person) => person.id === id)?.name,
  };
}
