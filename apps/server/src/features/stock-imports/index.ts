/** The door to stock that comes in a file. */
import type { JobKind } from '../jobs/index.ts';
import { stockCheckKind, stockImportKind } from './stock-import-jobs.ts';

export { stockImportRoutes } from './stock-import.routes.ts';
export const stockImportKinds: readonly JobKind[] = [stockCheckKind as JobKind, stockImportKind as JobKind];
