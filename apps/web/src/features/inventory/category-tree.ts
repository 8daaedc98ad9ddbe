interface Node { id: string; parentId: string | null; title: string }

/** Each after what it is below, by title within one parent; what is below something that is not there stands at the top. */
export function treeOf<Category extends Node>(all: readonly Category[]): { category: Category; depth: number }[] {
  const known = new Set(all.map(({ id }) => id));
  const children = new Map<string | null, Category[]>();
  for (const category of all) {
    const parent = category.parentId !== null && known.has(category.parentId) ? category.parentId : null;
    children.set(parent, [...children.get(parent) ?? [], category]);
  }
  const walk = (parent: string | null, depth: number): { category: Category; depth: number }[] => (children.get(parent) ?? [])
    .toSorted((left, right) => left.title.localeCompare(right.title))
    .flatMap((category) => [{ category, depth }, ...walk(category.id, depth + 1)]);
  return walk(null, 0);
}

/** Everything below one, however deep. */
export function belowOf(all: readonly Node[], id: string): Set<string> {
  const below = new Set<string>();
  const add = (parent: string) => {
    for (const child of all) if (child.parentId === parent && !below.has(child.id)) {
      below.add(child.id);
      add(child.id);
    }
  };
  add(id);
  return below;
}
