import { newId } from '../../core/ids.ts';
import { kindOf } from './file-kinds.ts';
import { keyOf, safeName } from './file-name.ts';

const photo = kindOf('image/jpeg')!;
const contract = kindOf('application/pdf')!;

test.each([
  ['front-gate.jpg', 'front-gate.jpg'],
  ['Дом у дороги.JPG', 'Дом у дороги.JPG'],
  ['住所 写真.jpeg', '住所 写真.jpeg'],
  ['../../etc/passwd', 'passwd.jpg'],
  ['..\\..\\windows\\system.jpg', 'system.jpg'],
  ['C:\\photos\\gate.jpg', 'gate.jpg'],
  ['/', 'file.jpg'],
  ['', 'file.jpg'],
  ['..', 'file.jpg'],
  ['.jpg', 'jpg.jpg'],
  ['.htaccess', 'htaccess.jpg'],
  ['a\u0000b\nc.jpg', 'abc.jpg'],
  ['annexe\u202Egpj.exe', 'annexegpj.exe.jpg'],
  ['page.html', 'page.html.jpg'],
  ['page.html.jpg', 'page.html.jpg'],
  ['dots...   ', 'dots.jpg'],
  ['e\u0301cole.jpg', '\u00e9cole.jpg'],
  ['half\ud800.jpg', 'half.jpg'],
])('%j is kept as %j', (sent, kept) => {
  expect(safeName(sent, photo)).toBe(kept);
});

test('a name is as long as a name may be, its ending whole', () => {
  const name = safeName(`${'界'.repeat(400)}.pdf`, contract);
  expect([...name].length).toBe(200);
  expect(name.endsWith('界.pdf')).toBe(true);
});

test('a key says whose it is, when it came and what it is called, and fits a file system', () => {
  const owner = { organizationId: newId(), leadId: newId(), id: newId() };
  const at = new Date('2026-05-18T09:34:12.123Z');
  expect(keyOf({ ...owner, name: 'Ωμέγα & co #1.pdf' }, at))
    .toBe(`crm/${owner.organizationId}/lead_${owner.leadId}/20260518T093412123Z-${owner.id.slice(-8)}_Ωμέγα-co-1.pdf`);
  const long = keyOf({ ...owner, name: safeName('界'.repeat(300), contract) }, at).split('/').at(-1)!;
  expect(Buffer.byteLength(long)).toBeLessThan(200);
  expect(long.endsWith('界.pdf')).toBe(true);
});

test('two pictures with one name in one moment have two keys', () => {
  const at = new Date();
  const place = { organizationId: newId(), leadId: newId(), name: 'image.jpg' };
  expect(keyOf({ ...place, id: newId() }, at)).not.toBe(keyOf({ ...place, id: newId() }, at));
});
