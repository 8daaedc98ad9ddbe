import type { ColumnMapping, DateOrders, ValueMapping } from '@lastmile/contracts';
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
  /** By heading what comes first in days with strokes. */
  dateOrders: DateOrders;
}
