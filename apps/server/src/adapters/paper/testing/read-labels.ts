import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { LabelPaper } from '../../../ports/paper.ts';

type Matrix = readonly [number, number, number, number, number, number];
const identity: Matrix = [1, 0, 0, 1, 0, 0];
const times = ([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix => [
  a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];

interface Page { dpi: number; width: number; height: number; dots: Uint8Array }

/** How many numbers each step of a path takes: to, line, curve, curve of the second degree, end. */
const steps = [2, 2, 6, 4, 0];

/** The corners of each closed part of a path. */
function* boxesOf(path: Float32Array): Generator<{ x: number[]; y: number[] }> {
  let box = { x: [] as number[], y: [] as number[] };
  for (let at = 0; at < path.length;) {
    const kind = path[at]!;
    const numbers = path.subarray(at + 1, at + 1 + steps[kind]!);
    if (kind === 0 && box.x.length > 0) {
      yield box;
      box = { x: [], y: [] };
    }
    numbers.forEach((value, index) => box[index % 2 === 0 ? 'x' : 'y'].push(value));
    at += 1 + numbers.length;
  }
  if (box.x.length > 0) yield box;
}

/** A page as a printer with so many dots to the inch puts it on paper: a dot is black whose middle is, and nothing in between. Codes alone; words are not drawn. */
async function printed(bytes: Uint8Array, number: number, dpi: number): Promise<Page> {
  const { getDocument, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const page = await (await loading.promise).getPage(number);
  const [, , pageWidth, pageHeight] = page.view as [number, number, number, number];
  const scale = dpi / 72;
  const [width, height] = [Math.round(pageWidth * scale), Math.round(pageHeight * scale)];
  const dots = new Uint8Array(width * height).fill(255);
  const { fnArray, argsArray } = await page.getOperatorList();
  let matrix = identity;
  const saved: Matrix[] = [];
  fnArray.forEach((operation, index) => {
    const given = argsArray[index] as unknown[];
    if (operation === OPS.save) saved.push(matrix);
    else if (operation === OPS.restore) matrix = saved.pop() ?? identity;
    else if (operation === OPS.transform) matrix = times(matrix, given as unknown as Matrix);
    else if (operation === OPS.constructPath && given[0] === OPS.fill) {
      for (const { x, y } of boxesOf((given[1] as Float32Array[])[0]!)) {
        const [[left, top], [right, bottom]] = [[Math.min(...x), Math.min(...y)], [Math.max(...x), Math.max(...y)]] as const;
        const at = (px: number, py: number) => [matrix[0] * px + matrix[2] * py + matrix[4], pageHeight - (matrix[1] * px + matrix[3] * py + matrix[5])] as const;
        const [[x1, y1], [x2, y2]] = [at(left, top), at(right, bottom)];
        const [fromX, toX] = [Math.min(x1, x2) * scale, Math.max(x1, x2) * scale];
        const [fromY, toY] = [Math.min(y1, y2) * scale, Math.max(y1, y2) * scale];
        for (let row = Math.max(0, Math.ceil(fromY - 0.5)); row + 0.5 < toY && row < height; row += 1) dots.fill(0, row * width + Math.ceil(fromX - 0.5), row * width + Math.ceil(toX - 0.5));
      }
    }
  });
  await loading.destroy();
  return { dpi, width, height, dots };
}

const require = createRequire(import.meta.url);
/** The reader that the scan page has where the browser has none. */
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'))).buffer } });

/** What a scanner reads on each label of the first sheet, printed with so many dots to the inch; null for what it cannot read. */
export async function readLabels(bytes: Uint8Array, { sheet, labels }: Pick<LabelPaper, 'sheet' | 'labels'>, dpi: number): Promise<({ text: string; format: string } | null)[]> {
  const { dots, width } = await printed(bytes, 1, dpi);
  const px = (millimetres: number) => Math.round((millimetres / 25.4) * dpi);
  const read: ({ text: string; format: string } | null)[] = [];
  for (const index of labels.keys()) {
    const [left, top] = [px(sheet.left + (index % sheet.across) * sheet.stepAcross), px(sheet.top + Math.floor(index / sheet.across) * sheet.stepDown)];
    const [across, down] = [px(sheet.width), px(sheet.height)];
    const data = new Uint8ClampedArray(across * down * 4);
    for (let row = 0; row < down; row += 1) {
      for (let column = 0; column < across; column += 1) data.fill(dots[(top + row) * width + left + column] ?? 255, (row * across + column) * 4, (row * across + column) * 4 + 3);
    }
    for (let at = 3; at < data.length; at += 4) data[at] = 255;
    const [code] = await readBarcodes({ data, width: across, height: down, colorSpace: 'srgb' } as Parameters<typeof readBarcodes>[0], { formats: ['Code128', 'QRCode'], tryHarder: true });
    read.push(code?.isValid ? { text: code.text, format: code.format } : null);
  }
  return read;
}
