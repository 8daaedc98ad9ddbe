/** Lets those with the same key go one after another; different keys do not wait for each other. */
export class Turns {
  private readonly lastInLine = new Map<string, Promise<unknown>>();

  /** Runs the work when it is its turn, whatever became of those before; gives or throws what it does. */
  async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.lastInLine.get(key) ?? Promise.resolve();
    const mine = before.then(work);
    const done = mine.catch(() => {});
    this.lastInLine.set(key, done);
    try {
      return await mine;
    } finally {
      // Nobody came after us: forget the key, or every router ever met is kept.
      if (this.lastInLine.get(key) === done) this.lastInLine.delete(key);
    }
  }
}
