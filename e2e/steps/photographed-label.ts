import bwip from 'bwip-js/node';
import { writeFileSync } from 'node:fs';

const width = 640;
const height = 480;
const perSecond = 10;

/** Dark or light along a Code 128, in modules. */
function stripes(text: string): boolean[] {
  const [code] = bwip.raw({ bcid: 'code128', text }) as unknown as [{ sbs: number[] }];
  return code.sbs.flatMap((modules, index) => Array.from({ length: modules }, () => index % 2 === 0));
}

/** The same noise each time. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** How bright a label is at a place on it: one code below the other on white paper. */
function paperAt(codes: readonly boolean[][], x: number, y: number): number {
  if (Math.abs(x) > 270 || Math.abs(y) > 150) return 40;
  const row = Math.floor((y + 150) / (300 / codes.length));
  const inRow = (y + 150) % (300 / codes.length);
  const code = codes[row]!;
  const module = 460 / code.length;
  const at = Math.floor((x + 230) / module);
  const isBar = inRow > 25 && inRow < 300 / codes.length - 25 && code[at];
  return isBar ? 28 : 226;
}

/** As a phone sees it: held a little askew, lit from one side, not quite sharp, with grain. */
function pictureOf(texts: readonly string[], askew: number): Buffer {
  const codes = texts.map(stripes);
  const random = noise(7);
  const picture = Buffer.alloc((width * height * 3) / 2, 128);
  const [cos, sin] = [Math.cos(askew), Math.sin(askew)];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let light = 0;
      for (const shift of [-0.4, 0, 0.4]) {
        const [dx, dy] = [x + shift - width / 2, y + shift - height / 2];
        light += codes.length === 0 ? 60 : paperAt(codes, dx * cos + dy * sin, dy * cos - dx * sin);
      }
      picture[y * width + x] = Math.max(16, Math.min(235, (light / 3) * (0.72 + (0.28 * x) / width) + (random() - 0.5) * 18));
    }
  }
  return picture;
}

/** Writes a film for the browser's pretended camera: each label is held before it for some seconds, then taken away. Repeats itself for ever. */
export function filmLabels(file: string, labels: readonly (readonly string[])[]): void {
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F${perSecond}:1 Ip A1:1 C420jpeg\n`);
  const frame = Buffer.from('FRAME\n');
  const held = labels.flatMap((label, index) => {
    const [shown, away] = [pictureOf(label, index % 2 === 0 ? -0.03 : 0.045), pictureOf([], 0)];
    return [...Array.from({ length: 3 * perSecond }, () => shown), ...Array.from({ length: perSecond }, () => away)];
  });
  writeFileSync(file, Buffer.concat([header, ...held.flatMap((picture) => [frame, picture])]));
}
