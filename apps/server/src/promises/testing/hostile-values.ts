import fc from 'fast-check';

const deep = (levels: number): unknown => Array.from({ length: levels }).reduce<unknown>((inner) => ({ inner }), 'bottom');

/** Texts that have broken somebody's API: encodings, SQL, patterns, dates and ids that do not exist, and what does not fit. */
export const hostileTexts: readonly string[] = [
  '', ' ', '\0', 'a\0b', '\ud800', 'x\udc00y', '\u202eabc', '😀'.repeat(40), 'a'.repeat(70_000), 'é'.repeat(5000),
  "'; drop table leads; --", "' or '1'='1", '%', '_', '\\', '%\\', '$1', '${1}', '{{1}}', '../../etc/passwd', '<script>alert(1)</script>', '=1+1',
  'urn:uuid:0198c0de-0000-7000-8000-000000000001', '0198C0DE-0000-7000-8000-000000000001', '{0198c0de-0000-7000-8000-000000000001}', '-'.repeat(36),
  '00000000-0000-0000-0000-000000000000', 'none', 'null', 'undefined', 'NaN', '-1', '0', '1e309', '99999999999999999999', '0x10', '１２３', '١٢٣',
  '2026-02-30', '0000-01-01', '9999-12-31', '2026-13-01', '2026-01-01T25:61:61Z', '2026-12-31T23:59:60Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z',
  '2026-01-01T00:00:00+99:99', '275760-09-13', '999999999999.99', '0.001', '1,5', '-5.00', '00000000000001', '100.00', '99.99',
  '+254712345678', '254', '+', '+999999999999999', 'a@b', '@', '-createdAt', 'createdAt;select', 'id desc', '__proto__', 'constructor', 'UTC', 'Mars/Olympus', 'ZZ', 'ZZZ',
];

/** Values of the wrong kind, and of the right kind in the wrong size. */
const hostileOthers: readonly unknown[] = [
  null, true, false, 0, -1, 0.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e308, -1e308, [], {}, [[]], [null], [''], { __proto__: null }, { $ref: '#' }, { toString: 1 },
  Array.from({ length: 2000 }, (_, index) => index), deep(50), deep(900),
];

/** Anything a body or query may be given where something else was expected. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 2, arbitrary: fc.constantFrom(...hostileOthers) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.double() },
);

const encoded = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** Cursors that no page gave out: not JSON, of the wrong length, with keys that are no instants, ids or numbers. */
export const forgedCursor: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('x', 'AAAA', '_', '-'.repeat(400), encoded([]), encoded({}), encoded(null), encoded(['x']), encoded(['x', 'y']), encoded([null, null]),
    encoded(['1', 'not an id']), encoded(['2026-02-30', '0198c0de-0000-7000-8000-000000000001']), encoded(['9'.repeat(30), '0198c0de-0000-7000-8000-000000000001']),
    encoded(['a\0b', 'x']), encoded(['', '']), encoded(['x', 'y', 'z'])),
  fc.array(fc.oneof(fc.string({ maxLength: 30 }), fc.constant(null), fc.uuid()), { maxLength: 3 }).map(encoded),
);

/** What may stand in a path where an id is expected, as it goes over the wire. */
export const hostilePath: fc.Arbitrary<string> = fc.constantFrom(
  '%ED%A0%80', '%00', '%', '%zz', '..%2f..%2fetc', 'null', '0', '-1', 'me', 'urn:uuid:0198c0de-0000-7000-8000-000000000001', '%7B0198c0de-0000-7000-8000-000000000001%7D',
  '0198C0DE-0000-7000-8000-000000000001', '0198c0de00007000800000000000000a', 'x'.repeat(199), 'x'.repeat(3000), '%F0%9F%98%80', "'%20or%201=1", '00000000-0000-0000-0000-000000000000',
  '0198c0de-0000-7000-8000-000000000001%00', '0198c0de-0000-7000-8000-000000000001%0A',
);

/** Bodies as they go over the wire, with the type they claim to be. */
export const hostileBody: fc.Arbitrary<{ type: string; payload: string }> = fc.constantFrom(
  { type: 'application/json', payload: '' }, { type: 'application/json', payload: '{' }, { type: 'application/json', payload: '{"a":1,}' },
  { type: 'application/json', payload: '\ufeff{}' }, { type: 'application/json', payload: 'null' }, { type: 'application/json', payload: '"text"' },
  { type: 'application/json', payload: '[]' }, { type: 'application/json', payload: '1e999' }, { type: 'application/json', payload: '{"__proto__":{"a":1}}' },
  { type: 'application/json', payload: '{"constructor":{"prototype":{"a":1}}}' }, { type: 'application/json', payload: `${'['.repeat(20_000)}${']'.repeat(20_000)}` },
  { type: 'application/json', payload: `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}` }, { type: 'application/json', payload: `{"name":"${'x'.repeat(1_200_000)}"}` },
  { type: 'application/json; charset=utf-16', payload: '{}' }, { type: 'text/plain', payload: '{}' }, { type: 'application/xml', payload: '<a/>' },
  { type: 'application/x-www-form-urlencoded', payload: 'name=x' }, { type: 'multipart/form-data; boundary=x', payload: '--x--' }, { type: 'nonsense', payload: '{}' },
);

/** Headers that mean something to the server, with values that do not. */
export const hostileHeaders = fc.constantFrom<{ [name: string]: string }[]>(
  { 'if-match': '' }, { 'if-match': '"x"' }, { 'if-match': '"1", "2"' }, { 'if-match': '99999999999999' }, { 'if-match': '-1' }, { 'if-match': 'W/"1"' }, { 'if-match': '"999999999"' },
  { 'idempotency-key': '' }, { 'idempotency-key': ' ' }, { 'idempotency-key': 'x'.repeat(300) }, { 'idempotency-key': 'é' }, { 'idempotency-key': "'; --" },
  { accept: 'text/html' }, { accept: 'nonsense' }, { 'accept-encoding': 'br' }, { 'content-length': '5' }, { 'x-forwarded-for': "'; --" }, { host: '' },
  { authorization: 'Bearer ' }, { authorization: 'Basic eDp4' }, { authorization: `Bearer lm_${'A'.repeat(65)}` }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' },
);
