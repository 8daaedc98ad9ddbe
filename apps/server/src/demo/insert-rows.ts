import { v7 } from 'uuid';
import type { Scope } from '../core/in-org.ts';
import { snakeCase } from '../core/rows.ts';

/** Small enough that a statement’s text stays a few megabytes. */
const batch = 2000;

/**
 * Inserts many rows, their properties in camel case, in few statements. Their columns are those that any of them has.
 */
export async function insertRows(
  scope: Pick<Scope, 'rowsPlannedAnew' | 'organizationId'>,
  table: string,
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return;
  const fields = [
    'organizationId',
    ...new Set(rows.flatMap((row) => Object.keys(row)).filter((field) => field !== 'organizationId')),
  ];
  const names = new Map(fields.map((field) => [field, snakeCase(field)]));
  const columns = [...names.values()].join(', ');
  for (let start = 0; start < rows.length; start += batch) {
    const records = rows
      .slice(start, start + batch)
      .map((row) =>
        Object.fromEntries(
          Object.entries({ ...row, organizationId: scope.organizationId }).map(([field, value]) => [
            names.get(field),
            value,
          ]),
        ),
      );
    await scope.rowsPlannedAnew(
      `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(records)],
    );
  }
}

let sequence = 0;

/**
 * An id as one made at that moment would be: lists and timelines sort by it. Of one moment, the later made is the
 * later one.
 */
export function idAt(moment: Date): string {
  sequence = (sequence + 1) % 4_294_967_296;
  return v7({ msecs: moment.getTime(), seq: sequence });
}
