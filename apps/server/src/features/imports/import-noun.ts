import type { Import, Permission } from '@lastmile/contracts';
import type { Actor } from '../../core/actor.ts';
import type { Scope } from '../../core/in-org.ts';
import type { CellKind } from '../../core/spreadsheet.ts';
import type { ImportField } from './import-fields.ts';

/** What comes in a file, and what is particular to it; receiving, looking through, running, correcting and taking back are the same for all. */
export interface ImportNoun {
  noun: 'leads' | 'stock';
  permission: Permission;
  /** The kinds of the jobs that look through a file and that write it. */
  kinds: { check: string; run: string };
  href(id: string): string;
  /** What a column can go to. */
  fields(scope: Scope, options?: { toRead?: boolean }): Promise<ImportField[]>;
  /** What is wrong with columns that go to these fields; null where nothing is. */
  complaint(fields: ReadonlySet<string>): string | null;
  /** As many rows a file may have. */
  mostRows: number;
  /** How a cell of a field is written into a file that a spreadsheet opens. */
  cellKind(field: string | null | undefined): CellKind;
  /** A row of it is not known again, so that a file that comes twice counts twice: it has to be said that it is meant. */
  countsTwice: boolean;
  /** Makes what values are said to become, where it is not there yet. */
  makeValues?(scope: Scope, id: string, plan: Pick<Import, 'mapping' | 'values'>): Promise<void>;
}

/** Whose imports somebody sees: an admin everybody's. */
export const ownImports = ({ role, grants, userId }: Actor, { permission }: ImportNoun): string | null => (!role || grants[permission] === 'all' ? null : userId);
