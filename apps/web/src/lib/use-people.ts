import { listUsers, type User } from '@lastmile/contracts';
import { useEndpoint } from './use-endpoint.ts';

interface People {
  /** Who can sign in, for a choice of owner. */
  options: { value: string; label: string }[];
  /** The name behind an id, also of who was disabled; undefined while it is not known. */
  nameOf: (id: string | null) => string | undefined;
}

/** The people of the organization: the first two hundred by name. */
export function usePeople({ enabled = true } = {}): People {
  const { data } = useEndpoint(listUsers, { query: { limit: 200 } }, { enabled });
  const people: User[] = data?.data ?? [];
  return {
    options: people.filter(({ disabledAt }) => !disabledAt).map(({ id, name }) => ({ value: id, label: name })),
    nameOf: (id) => people.find((person) => person.id === id)?.name,
  };
}
