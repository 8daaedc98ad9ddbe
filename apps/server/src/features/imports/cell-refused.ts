/** A cell that cannot be read as what its column is; its message is told to whoever sent the file. */
export class CellRefused extends Error {
  /** The words in it that could be said to mean something here, each with what is told of it. */
  readonly unknown: readonly UnknownWord[];
  constructor(message: string, { unknown = [] }: { unknown?: readonly UnknownWord[] } = {}) {
    super(message);
    this.unknown = unknown;
  }
}

export interface UnknownWord { word: string; detail: string }

export function wordsUnknown(words: readonly UnknownWord[]): CellRefused {
  return new CellRefused(words.map(({ detail }) => detail).join(' '), { unknown: words });
}

/** What stands in a cell, as a message says it. */
export const said = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 39)}…` : text}”`;
