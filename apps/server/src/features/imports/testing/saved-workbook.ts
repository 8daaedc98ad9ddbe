import { strToU8, zipSync } from 'fflate';

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const cell = (at: string, value: string, more = '') => `<c r="${at}"${more}><v>${value}</v></c>`;

/** Texts that cells refer to by their place; one of them in runs of two formats, as after somebody made a word bold. */
const shared = [
  'Customer', 'Mobile', 'Next follow-up', 'Estimated value', 'They have a router', 'Notes', 'Shared Sheila', 'two\nlines &amp; more',
].map((text) => `<si><t xml:space="preserve">${text}</t></si>`).concat('<si><r><t xml:space="preserve">Rich </t></r><r><rPr><b/></rPr><t>Rose</t></r></si>');

const row = (number: number, cells: string) => `<row r="${number}" spans="1:6">${cells}</row>`;
const text = (at: string, index: number) => cell(at, String(index), ' t="s"');

/** A workbook as LibreOffice and Excel save them, written out by hand: a cover before the list, whose first row is empty. `last` are the cells of one more row, the tenth. */
export function savedWorkbook({ formula = '<c r="A4" t="str"><f>_xlfn.CONCAT("Formula"," Faith")</f><v>Formula Faith</v></c>', last = '' } = {}): Uint8Array<ArrayBuffer> {
  const list = [
    row(2, ['A', 'B', 'C', 'D', 'E', 'F'].map((column, index) => text(`${column}2`, index)).join('')),
    row(3, text('A3', 6) + cell('B3', '712350001') + cell('C3', '47882', ' s="1"') + cell('D3', '2500.5', ' s="2"') + cell('E3', '1', ' t="b"') + text('F3', 7)),
    row(4, `${formula}${cell('B4', '254712350002')}${cell('C4', '47882.586805555555', ' s="3"')}<c r="D4"><f>2500/1.16</f><v>2155.1724137931033</v></c>${cell('E4', '0', ' t="b"')}<c r="F4" t="e"><f>1/0</f><v>#DIV/0!</v></c>`),
    row(6, text('A6', 8) + cell('B6', '7.12350003E8') + '<c r="C6" s="1"/>'),
    ...[7, 8, 9].map((number) => row(number, `<c r="A${number}" s="1"/>`)),
    last && row(10, last),
  ].join('');
  const sheet = (content: string) => `<worksheet ${main}><dimension ref="A1:F9"/><sheetData>${content}</sheetData></worksheet>`;
  const files = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${office}"><workbookPr/><sheets><sheet name="Cover" sheetId="1" r:id="rId1"/><sheet name="List" sheetId="2" r:id="rId2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId4" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet ${main}><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="4" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst ${main} count="9" uniqueCount="9">${shared.join('')}</sst>`,
    'xl/worksheets/sheet1.xml': sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>Autumn fair</t></is></c></row>'),
    'xl/worksheets/sheet2.xml': sheet(list),
  };
  return new Uint8Array(zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, strToU8(`<?xml version="1.0" encoding="UTF-8"?>${content}`)]))));
}
