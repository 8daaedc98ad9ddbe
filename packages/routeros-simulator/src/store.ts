import { MENUS } from './menus.ts';
import type { Menu } from './menus.ts';
import type { Row } from './row.ts';
import { Trap, TRAP_CATEGORY } from './trap.ts';
import { storedValue } from './values.ts';

/** What a state file holds: the next id and the rows of each menu. */
export interface Snapshot {
  nextId: number;
  menus: Record<string, Row[]>;
}

/** The router's configuration: rows by menu, with the checks a router makes before it stores one. */
export class Store {
  private nextId = 1;
  private readonly rows = new Map<string, Row[]>();
  private readonly changed: () => void;

  /** `changed` is called after every change, with the change already made. */
  constructor(changed: () => void = () => {}) {
    this.changed = changed;
  }

  /** The rows of a menu, oldest first. */
  all(path: string): readonly Row[] {
    return this.rows.get(path) ?? [];
  }

  /** Adds a row as the router's own administrator would; gives its id. Throws Trap where the router refuses. */
  add(path: string, given: ReadonlyMap<string, string>): string {
    const menu = menuAt(path);
    const row: Record<string, string> = {};
    for (const [property, column] of Object.entries(menu.columns)) {
      if (column.default !== undefined) row[property] = column.default;
    }
    this.assign(menu, row, given);
    for (const [property, column] of Object.entries(menu.columns)) {
      if (column.required && row[property] === undefined) {
        throw new Trap(`missing value(s) of argument(s) ${property}`, TRAP_CATEGORY.missing);
      }
    }
    this.checkUnique(path, row);
    const id = menu.single ? '' : `*${(this.nextId++).toString(16).toUpperCase()}`;
    this.replace(path, [...this.all(path), menu.single ? row : { '.id': id, ...row }]);
    return id;
  }

  /** Changes properties of the row with this id; of the only row, in a menu that has one. */
  set(path: string, id: string, given: ReadonlyMap<string, string>): void {
    const before = this.find(path, id);
    const row = { ...before };
    this.assign(menuAt(path), row, given);
    this.checkUnique(path, row);
    this.replace(path, this.all(path).map((other) => (other === before ? row : other)));
  }

  /** Takes a property back, so that it is absent or its default again. */
  unset(path: string, id: string, property: string): void {
    const before = this.find(path, id);
    const column = menuAt(path).columns[property];
    if (!column || column.required) {
      throw new Trap('input does not match any value of value-name', TRAP_CATEGORY.argument);
    }
    const { [property]: _removed, ...rest } = before;
    const row = column.default === undefined ? rest : { ...rest, [property]: column.default };
    this.replace(path, this.all(path).map((other) => (other === before ? row : other)));
  }

  remove(path: string, id: string): void {
    const row = this.find(path, id);
    this.replace(path, this.all(path).filter((other) => other !== row));
  }

  /** Everything, to be written to a file. */
  snapshot(): Snapshot {
    return { nextId: this.nextId, menus: Object.fromEntries([...this.rows].map(([path, rows]) => [path, [...rows]])) };
  }

  /** Puts back the rows of the menus that the snapshot names. */
  restore(snapshot: Snapshot): void {
    this.nextId = Math.max(this.nextId, snapshot.nextId);
    for (const [path, rows] of Object.entries(snapshot.menus)) this.rows.set(path, rows);
  }

  private find(path: string, id: string): Row {
    const row = menuAt(path).single ? this.all(path)[0] : this.all(path).find((other) => other['.id'] === id);
    if (!row) throw new Trap('no such item', TRAP_CATEGORY.missing);
    return row;
  }

  private assign(menu: Menu, row: Record<string, string>, given: ReadonlyMap<string, string>): void {
    for (const [property, value] of given) {
      const column = menu.columns[property];
      if (!column) throw new Trap(`unknown parameter ${property}`, TRAP_CATEGORY.missing);
      row[property] = storedValue(property, column, value, (other) => this.names(other));
    }
  }

  private names(path: string): string[] {
    return this.all(path).map((row) => row.name ?? '');
  }

  private checkUnique(path: string, row: Row): void {
    const { unique } = menuAt(path);
    if (!unique) return;
    const isSame = (other: Row): boolean =>
      other['.id'] !== row['.id'] && unique.columns.every((property) => other[property] === row[property]);
    if (this.all(path).some(isSame)) throw new Trap(unique.message, TRAP_CATEGORY.failure);
  }

  private replace(path: string, rows: Row[]): void {
    this.rows.set(path, rows);
    this.changed();
  }
}

function menuAt(path: string): Menu {
  const menu = MENUS[path];
  if (!menu) throw new Error(`The simulated router has no menu ${path}; it has ${Object.keys(MENUS).join(', ')}.`);
  return menu;
}
