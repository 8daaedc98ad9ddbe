export type Draft = Readonly<Record<string, string>>;

/**
 * What was typed so far in this tab, kept over a reload. A browser that keeps nothing in frames of other sites loses
 * only that.
 */
export function draftOf(place: string) {
  return {
    read(): Draft {
      try {
        return JSON.parse(sessionStorage.getItem(place) ?? '{}') as Draft;
      } catch {
        return {};
      }
    },
    write(values: Draft) {
      attempt(() => sessionStorage.setItem(place, JSON.stringify(values)));
    },
    forget() {
      attempt(() => sessionStorage.removeItem(place));
    },
  };
}

function attempt(use: () => void) {
  try {
    use();
  } catch {
    // Storage is full or not allowed here.
  }
}
