import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { ColumnMapping } from '@lastmile/contracts';
import type { Actor } from '../../core/actor.ts';
import type { InOrg } from '../../core/in-org.ts';
import { NotFound } from '../../core/problems.ts';
import { guardedCell } from '../../core/spreadsheet.ts';
import { ownImports, type ImportNoun } from './import-noun.ts';

const together = 1000;

/** The rows with a problem as they were sent, with what is wrong in one more column: to be corrected and sent again. */
export async function errorsFile(inOrg: InOrg, actor: Actor, noun: ImportNoun, id: string): Promise<{ name: string; content: Readable }> {
  const found = await inOrg(actor, ({ rows, organizationId }) => rows<{ fileName: string; columns: { name: string }[]; mapping: ColumnMapping; jobId: string | null }>(
    `select file_name as "fileName", columns, mapping, coalesce(run_job_id, check_job_id) as "jobId" from imports
      where organization_id = $1 and id = $2 and noun = $4 and total is not null and ($3::uuid is null or created_by_id = $3)`, [organizationId, id, ownImports(actor, noun), noun.noun]), { readOnly: true });
  const [imported] = found;
  if (!imported?.jobId) throw new NotFound('import');
  const { columns, mapping, jobId } = imported;
  const kept = columns.flatMap(({ name }, index) => (name === errorColumn ? [] : [{ name, index, kind: noun.cellKind(mapping[name]) }]));
  const written = (lines: string[][], more = {}) => stringify(lines, { record_delimiter: 'windows', ...more });

  async function* lines(): AsyncGenerator<string> {
    yield written([[...kept.map(({ name }) => guardedCell(name)), errorColumn]], { bom: true });
    for (let after = 0; ;) {
      const rows = await inOrg(actor, (scope) => scope.rows<{ row: number; cells: string[]; problem: string }>(
        `select r.row, x.cells, r.problem from job_results r
           join import_rows x on x.organization_id = $1 and x.import_id = $3 and x.row = r.row
          where r.organization_id = $1 and r.job_id = $2 and not r.ok and r.row > $4 order by r.row limit ${together}`,
        [scope.organizationId, jobId, id, after]), { readOnly: true });
      if (rows.length > 0) yield written(rows.map(({ cells, problem }) => [...kept.map(({ index, kind }) => guardedCell(cells[index] ?? '', kind)), guardedCell(problem)]));
      if (rows.length < together) return;
      after = rows.at(-1)!.row;
    }
  }
  const name = `${imported.fileName.replace(/\.(csv|xlsx|txt|tsv)$/i, '')} errors.csv`;
  return { name, content: Readable.from(lines()) };
}

/** Sent back with its rows, it is left out by itself. */
const errorColumn = 'Error';
