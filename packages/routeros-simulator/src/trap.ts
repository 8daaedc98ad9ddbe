/** RouterOS numbers the reasons of a trap; these are the ones the simulator answers with. */
export const TRAP_CATEGORY = { missing: '0', argument: '1', failure: '4' } as const;

/** A command that the router refused: nothing was changed. */
export class Trap extends Error {
  override name = 'Trap';
  readonly category: string | null;

  constructor(message: string, category: string | null = null) {
    super(message);
    this.category = category;
  }
}
