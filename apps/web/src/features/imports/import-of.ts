import { createContext, useContext } from 'react';
import {
  checkImport, checkStockImport, createImport, createStockImport, getImport, getImportErrors, getStockImport, getStockImportErrors, listImports, listStockImports, runImport, runStockImport,
  undoImport, undoStockImport,
} from '@lastmile/contracts';

/** What comes in a file, and what is said of it. The pages are the same for all. */
export interface ImportOf {
  noun: 'leads' | 'stock';
  /** Where its imports are listed; one is below it. */
  home: string;
  title: string;
  back: string;
  subtitle: string;
  rows: string;
  columnsHint: string;
  /** What becomes of what is in already when a corrected file comes. */
  again: string;
  /** A file that comes twice counts twice, unless somebody says that it is meant. */
  countsTwice: boolean;
  /** What is said of a file that was imported before. */
  twice: string;
  /** What the button says it imports so many of. */
  one: string;
  done: { label: string; to: string };
  /** What is said where nothing stayed after an undo, and of so many that did. */
  undone: string;
  kept: string;
  recordOf: (id: string) => { to: string; label: string };
  alsoChanges: readonly string[];
  create: typeof createImport; list: typeof listImports; get: typeof getImport; check: typeof checkImport; run: typeof runStockImport; undo: typeof undoImport; errors: typeof getImportErrors;
}

export const importOfLeads: ImportOf = {
  noun: 'leads', home: '/leads/import', title: 'Import leads', back: '/leads',
  subtitle: 'Nothing is written before you have seen what would come of it, and an import can be undone for 30 days.', rows: 'up to 200,000 rows',
  columnsHint: 'Stage and owner count for new leads only; an empty cell changes nothing.', again: 'what is in already is skipped.', countsTwice: false,
  twice: 'Leads that are here already are found again, and become what is said below.', one: 'lead', done: { label: 'Look at the leads', to: '/leads?view=table&sort=-createdAt' },
  undone: 'Every lead is as it was before.', kept: 'stayed because somebody worked on them since.', recordOf: (id) => ({ to: `/leads/${id}`, label: 'Open the lead' }), alsoChanges: ['jobs'],
  create: createImport, list: listImports, get: getImport, check: checkImport, run: runImport as unknown as typeof runStockImport, undo: undoImport, errors: getImportErrors,
};

/** Its endpoints are those of leads under other addresses: the same answers to the same questions. */
export const importOfStock: ImportOf = {
  noun: 'stock', home: '/inventory/import', title: 'Import stock', back: '/inventory',
  subtitle: 'What you have already counted elsewhere: a row for so many of an item, or for one unit with its serial number. Nothing is written before you have seen what would come of it.',
  rows: 'up to 50,000 rows', columnsHint: 'Items that are not here yet are added; those that are keep their name and category.',
  again: 'it holds those rows alone. The whole file once more would count what is in a second time.', countsTwice: true,
  twice: 'Its quantities would count a second time; serial numbers that are here are refused row by row.', one: 'row',
  done: { label: 'Look at the stock', to: '/inventory' }, undone: 'Each movement has its opposite, and the items that came with it are withdrawn.', kept: 'stayed because something moved since.',
  recordOf: (id) => ({ to: `/inventory/items/${id}`, label: 'Open the item' }), alsoChanges: ['jobs', 'items', 'inventory', 'stock-movements', 'stock-units'],
  create: createStockImport as unknown as typeof createImport, list: listStockImports as unknown as typeof listImports, get: getStockImport as unknown as typeof getImport,
  check: checkStockImport as unknown as typeof checkImport, run: runStockImport, undo: undoStockImport as unknown as typeof undoImport,
  errors: getStockImportErrors as unknown as typeof getImportErrors,
};

export const ImportOfContext = createContext<ImportOf>(importOfLeads);
export const useImportOf = (): ImportOf => useContext(ImportOfContext);
