/** An XLSX workbook that is written while it is sent: a page of rows at a time, whatever their number. */
import { strToU8, Zip, ZipDeflate } from 'fflate';

/** What a column holds. Dates are `YYYY-MM-DD`, moments `YYYY-MM-DD HH:MM[:SS]`; what is written otherwise stays text. */
export type ColumnKind = 'text' | 'number' | 'amount' | 'date' | 'moment';
export interface SheetColumn { heading: string; kind: ColumnKind }

/** So many rows a sheet can have; the next ones go to a sheet of their own, under the same heading. */
const mostRows = 1_048_576;

type Row = readonly (string | null)[];

/** The bytes of a workbook with the heading and the rows of all pages. */
export async function* workbook(name: string, columns: readonly SheetColumn[], pages: AsyncIterable<readonly Row[]>, { rowsASheet = mostRows } = {}): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const sheets: string[] = [];
  let sheet: ZipDeflate | null = null;
  let row = 0;
  const write = (text: string) => sheet!.push(strToU8(text));
  const begin = () => {
    sheets.push(sheets.length === 0 ? name : `${name} ${sheets.length + 1}`);
    sheet = part(zip, `xl/worksheets/sheet${sheets.length}.xml`);
    row = 1;
    write(`${declaration}<worksheet ${namespace}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
      + `<cols>${columns.map(({ kind }, index) => `<col min="${index + 1}" max="${index + 1}" width="${widths[kind]}" customWidth="1"/>`).join('')}</cols><sheetData>`
      + `<row r="1">${columns.map(({ heading }, index) => `<c r="${letters(index)}1" t="inlineStr" s="${styles.heading}"><is><t xml:space="preserve">${escaped(heading)}</t></is></c>`).join('')}</row>`);
  };
  const end = () => sheet!.push(strToU8('</sheetData></worksheet>'), true);

  begin();
  for await (const rows of pages) {
    for (let start = 0; start < rows.length;) {
      if (row === rowsASheet) {
        end();
        begin();
      }
      const together = rows.slice(start, start + rowsASheet - row);
      write(together.map((cells) => `<row r="${row += 1}">${cells.map((text, index) => cellOf(text, columns[index]!.kind, `${letters(index)}${row}`)).join('')}</row>`).join(''));
      start += together.length;
    }
    yield* ready.splice(0);
  }
  end();
  for (const [path, text] of Object.entries(wrapping(sheets))) part(zip, path).push(strToU8(declaration + text), true);
  zip.end();
  yield* ready;
}

function part(zip: Zip, path: string): ZipDeflate {
  const file = new ZipDeflate(path, { level: 4 });
  zip.add(file);
  return file;
}

const styles = { heading: 1, amount: 2, date: 3, moment: 4 };
const widths: { [kind in ColumnKind]: number } = { text: 22, number: 12, amount: 14, date: 12, moment: 17 };
const numberForm = /^-?\d{1,15}(\.\d{1,15})?$/;
const dateForm = /^(\d{4}-\d\d-\d\d)$/;
/** Midnight is written out: a program that reads it back would take it for a day. */
const momentForm = /^(\d{4}-\d\d-\d\d) (?!00:00$)(\d\d:\d\d)(:\d\d)?$/;

function cellOf(text: string | null, kind: ColumnKind, at: string): string {
  if (text === null || text === '') return '';
  if ((kind === 'number' || kind === 'amount') && numberForm.test(text)) return `<c r="${at}"${kind === 'amount' ? ` s="${styles.amount}"` : ''}><v>${text}</v></c>`;
  const [, day, time = '00:00', seconds = ':00'] = (kind === 'date' ? dateForm : kind === 'moment' ? momentForm : null)?.exec(text) ?? [];
  if (day && day >= '1901') return `<c r="${at}" s="${kind === 'date' ? styles.date : styles.moment}"><v>${serial(`${day}T${time}${seconds}Z`)}</v></c>`;
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** A to Z, then AA. */
const letters = (index: number): string => (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

/** Days since the last but one of 1899, as spreadsheets count them. */
const serial = (moment: string): number => new Date(moment).getTime() / 86_400_000 + 25_569;

/** Text in XML; what XML cannot say, or would change, in the way of ECMA-376 (18.4.12): `_x000D_`. */
const escaped = (text: string): string => text
  .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  .replace(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
  .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const namespace = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const kindOf = (what: string) => `application/vnd.openxmlformats-officedocument.spreadsheetml.${what}+xml`;

/** What a workbook consists of beside its sheets. */
function wrapping(sheets: readonly string[]): { [path: string]: string } {
  const each = (write: (name: string, number: number) => string) => sheets.map((name, index) => write(name, index + 1)).join('');
  return {
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`
      + `<Override PartName="/xl/workbook.xml" ContentType="${kindOf('sheet.main')}"/><Override PartName="/xl/styles.xml" ContentType="${kindOf('styles')}"/>`
      + `${each((_, number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${kindOf('worksheet')}"/>`)}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook ${namespace} xmlns:r="${office}"><sheets>${each((name, number) => `<sheet name="${escaped(name)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships">`
      + `${each((_, number) => `<Relationship Id="rId${number}" Type="${office}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}`
      + `<Relationship Id="rId${sheets.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet ${namespace}><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>`
      + '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
      + '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
      + '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="4" applyNumberFormat="1"/>'
      + '<xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>',
  };
}
