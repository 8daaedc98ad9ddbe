/** The door to conversions for the pages that compose them. */
export { ConversionCard } from './conversion-card.tsx';
export { ConversionDialog } from './conversion-dialog.tsx';
export { ReopenDialog } from './reopen-dialog.tsx';
export { ConvertDialog } from './convert-dialog.tsx';
