import type { ColumnMapping, ValueMapping } from '@lastmile/contracts';
import type { Catalogue } from '../leads/index.ts';
import type { DecimalSign } from './read-number.ts';

/** What the rows of a file are read by. */
export interface Reading {
  columns: readonly { name: string }[];
  mapping: ColumnMapping;
  values: ValueMapping;
  catalogue: Catalogue;
  country: string;
  timezone: string;
  decimalSign: DecimalSign;
}
