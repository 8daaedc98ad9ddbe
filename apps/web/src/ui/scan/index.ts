export { beep } from './beep.ts';
export { isMac, isProductCode, type Scan } from './labels.ts';
export { ScanBar, ScanWays, type ScanWay } from './scan-bar.tsx';
export { macWords, serialsIn, unitsIn } from './serials.ts';
export { SerialsField } from './serials-field.tsx';
export { useWedge } from './use-wedge.ts';
