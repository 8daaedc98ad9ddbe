import { ImportOfContext, importOfStock } from './import-of.ts';
import { Imports } from './imports-page.tsx';

/** `/inventory/import`: opening stock from a file (S0-10.12-k). */
export const StockImportsPage = () => <ImportOfContext value={importOfStock}><Imports /></ImportOfContext>;
