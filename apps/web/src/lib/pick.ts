/** A record with only the named members: what a form's fields hold of it. */
export function pick<Known extends object, Name extends keyof Known>(record: Known, ...names: Name[]): Pick<Known, Name> {
  return Object.fromEntries(names.map((name) => [name, record[name]])) as Pick<Known, Name>;
}
