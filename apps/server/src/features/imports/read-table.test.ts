import { delimiterOf } from './read-table.ts';

describe('the sign between columns', () => {
  const note = (lines: number) => `"${Array.from({ length: lines }, (_, line) => `line ${line + 1}, with commas, and more`).join('\n')}"`;

  test.each([';', '\t', '|', ','])('is found as “%s” wherever cells of several lines stand', (sign) => {
    for (let plain = 0; plain <= 25; plain += 1) {
      for (const lines of [2, 5, 19, 24]) {
        const rows = ['Name Phone Notes', ...Array.from({ length: plain }, (_, index) => `Ann-${index} 0712300001 none`)].map((row) => row.replaceAll(' ', sign));
        const long = ['Ben', '0712300002', note(lines)].join(sign);
        const text = [...rows, long, ...rows.slice(1), long].join('\n');
        expect([plain, lines, delimiterOf(text)]).toEqual([plain, lines, sign]);
        // As where the file goes on behind what was read of it, at any place.
        const cut = text.slice(0, text.length - 1 - ((plain * 7 + lines * 13) % (text.length - rows[0]!.length - 2)));
        expect([plain, lines, delimiterOf(cut)]).toEqual([plain, lines, sign]);
      }
    }
  });

  test('is the one that a line of its own says, and a comma where there is one column', () => {
    expect([delimiterOf('sep=;\nA,B;C\n'), delimiterOf('\uFEFFsep=|\nA;B\n'), delimiterOf('Name\nAnn\n')]).toEqual([';', '|', ',']);
  });
});
