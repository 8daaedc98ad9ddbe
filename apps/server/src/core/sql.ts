/** SQL for values in the form the contract gives them, so that a screen's JSON is made by the database in one pass. */

/** RFC 3339 in UTC with milliseconds. */
export const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Exact match escaped for `like`. */
export const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;

/** JSON made by the database, passed on as it is. */
export class Json {
  readonly text: string;
  /** The record's version, for the ETag. */
  readonly version: number | undefined;

  constructor(text: string, version?: number) {
    this.text = text;
    this.version = version;
  }
}

/** A count stops here and says “more than 1,000”. */
export const countCap = 1001;
