import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PNG } from 'pngjs';
import type { PaperLogo } from '../../ports/paper.ts';

/** A logo as the PDF takes it: PNG and JPEG as they are, WebP as PNG. Null for one that cannot be read, so that a quote is drawn without it. */
export async function drawableLogo(logo: PaperLogo | null): Promise<Buffer | null> {
  if (!logo) return null;
  const bytes = Buffer.from(logo.bytes);
  if (logo.mediaType !== 'image/webp') return bytes;
  try {
    return await pngOfWebp(bytes);
  } catch {
    return null;
  }
}

interface Pixels { width: number; height: number; data: Uint8ClampedArray }

/** The decoder makes its answer with what browsers have. */
class PixelsOfBrowsers implements Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data;
    this.width = width;
    this.height = height;
  }
}

async function pngOfWebp(bytes: Buffer): Promise<Buffer> {
  Object.assign(globalThis, { ImageData: PixelsOfBrowsers });
  const { default: decode, init } = await import('@jsquash/webp/decode.js') as unknown as { default(bytes: ArrayBuffer): Promise<Pixels>; init(module: unknown): Promise<void> };
  const require = createRequire(import.meta.url);
  const program = await readFile(require.resolve('@jsquash/webp/codec/dec/webp_dec.wasm'));
  const { WebAssembly } = globalThis as unknown as { WebAssembly: { compile(bytes: Uint8Array): Promise<unknown> } };
  await init(await WebAssembly.compile(program));
  const { width, height, data } = await decode(new Uint8Array(bytes).buffer);
  const png = new PNG({ width, height });
  png.data = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return PNG.sync.write(png);
}
