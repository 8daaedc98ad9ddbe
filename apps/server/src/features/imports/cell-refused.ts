/** A cell that cannot be read as what its column is; its message is told to whoever sent the file. */
export class CellRefused extends Error {
  /** Whether it is a word that could be said to mean something here. */
  readonly unknown: boolean;
  constructor(message: string, { unknown = false } = {}) {
    super(message);
    this.unknown = unknown;
  }
}

/** What stands in a cell, as a message says it. */
export const said = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;
