import { ImportOfContext, importOfStock } from './import-of.ts';
import { OneImport } from './import-page.tsx';

/** `/inventory/import/:id` */
export const StockImportPage = () => <ImportOfContext value={importOfStock}><OneImport /></ImportOfContext>;
