/** The codes that are on a picture. */
export type ReadCodes = (picture: HTMLVideoElement) => Promise<string[]>;

interface Detector { detect: (picture: HTMLVideoElement) => Promise<{ rawValue: string }[]> }
interface DetectorClass {
  new(options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

/** What is on boxes, labels and devices. Codabar and Interleaved 2 of 5 are not: without a check digit they are read out of anything with stripes. */
const formats = ['code_128', 'code_39', 'code_93', 'ean_13', 'ean_8', 'upc_a', 'upc_e', 'qr_code', 'data_matrix'] as const;

let reader: Promise<ReadCodes> | undefined;

/** The browser's own reader where it has one that reads all of them, else one of ours, which is fetched when it is first needed. Rejects where that fails. */
export function barcodeReader(): Promise<ReadCodes> {
  reader ??= detector().then((found) => async (picture: HTMLVideoElement) => (await found.detect(picture)).map(({ rawValue }) => rawValue));
  reader.catch(() => { reader = undefined; });
  return reader;
}

async function detector(): Promise<Detector> {
  const Native = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  const native: readonly string[] = await Native?.getSupportedFormats().catch(() => []) ?? [];
  if (Native && formats.every((format) => native.includes(format))) return new Native({ formats: [...formats] });
  const { BarcodeDetector, prepareZXingModule, ZXING_WASM_VERSION } = await import('barcode-detector/ponyfill');
  // From us and nobody else: by itself it would be fetched from the library's network of copies.
  await prepareZXingModule({ overrides: { locateFile: () => `/assets/zxing-${ZXING_WASM_VERSION}/zxing_reader.wasm` }, fireImmediately: true });
  return new BarcodeDetector({ formats: [...formats] });
}
