import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inCheckout } from '../paths.ts';
import { checkBoundaries, judge } from './boundaries.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lastmile-boundaries-test-'));
  write('tsconfig.json', '{ "compilerOptions": { "module": "NodeNext", "allowImportingTsExtensions": true } }');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, content: string): void {
  mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(folder, file), content);
}

/** Adds to a file an import of another one; both are made unless they are there. */
function plant(from: string, to: string): void {
  for (const file of [from, to]) if (!existsSync(path.join(folder, file))) write(file, '');
  const way = path.posix.relative(path.posix.dirname(from), to);
  appendFileSync(path.join(folder, from), `import '${way.startsWith('.') ? way : `./${way}`}';\n`);
}

const server = 'apps/server/src';
const web = 'apps/web/src';

/** Per rule, imports it must refuse. */
const violations: Record<string, [from: string, to: string][]> = {
  'contracts-stand-alone': [
    ['packages/contracts/src/leads.ts', `${server}/core/ids.ts`],
    ['packages/contracts/src/quotes.ts', `${web}/lib/format.ts`],
  ],
  'core-below-features': [
    [`${server}/core/events.ts`, `${server}/features/leads/index.ts`],
    [`${server}/core/config.ts`, `${server}/adapters/mailer/smtp.ts`],
    [`${server}/core/jobs.ts`, `${server}/wiring.ts`],
    [`${server}/ports/mailer.ts`, `${server}/features/leads/index.ts`],
    [`${server}/ports/router.ts`, `${server}/adapters/router/index.ts`],
  ],
  'features-meet-at-their-door': [[`${server}/features/quotes/send-quote.ts`, `${server}/features/leads/lead.entity.ts`]],
  'features-below-composition': [
    [`${server}/features/leads/index.ts`, `${server}/adapters/router/index.ts`],
    [`${server}/features/quotes/quote.routes.ts`, `${server}/app.ts`],
  ],
  'adapters-serve-ports': [
    [`${server}/adapters/mailer/smtp.ts`, `${server}/features/leads/index.ts`],
    [`${server}/adapters/sms/twilio.ts`, `${server}/adapters/mailer/smtp.ts`],
    [`${server}/adapters/chat/telegram.ts`, `${server}/wiring.ts`],
  ],
  'server-stands-alone': [
    [`${server}/main.ts`, 'packages/launcher/src/postgres.ts'],
    [`${server}/core/pages.ts`, `${web}/routes.tsx`],
  ],
  'web-knows-contracts': [
    [`${web}/features/leads/lead-board.tsx`, `${server}/core/ids.ts`],
    [`${web}/lib/router.ts`, 'packages/routeros-simulator/src/index.ts'],
    [`${web}/shell/app-shell.tsx`, 'packages/launcher/src/postgres.ts'],
  ],
  'web-features-never-meet': [[`${web}/features/quotes/quote-page.tsx`, `${web}/features/leads/index.ts`]],
  'web-parts-below-features': [[`${web}/ui/card.tsx`, `${web}/features/leads/lead-card.tsx`]],
  'simulator-outside-the-product': [
    [`${server}/adapters/router/index.ts`, 'packages/routeros-simulator/src/index.ts'],
    [`${server}/features/routers/check-router.ts`, 'packages/routeros-simulator/src/index.ts'],
  ],
  resolvable: [],
  'no-cycle': [],
};

const planted = Object.entries(violations).flatMap(([rule, imports]) => imports.map((one) => [rule, ...one] as const));

test('every rule has a planted violation', async () => {
  const { default: configuration } = (await import(inCheckout('.dependency-cruiser.mjs'))) as {
    default: { forbidden: { name: string }[] };
  };
  expect(configuration.forbidden.map(({ name }) => name).sort()).toEqual(Object.keys(violations).sort());
});

test('every planted violation is reported under the name of its rule', async () => {
  for (const [, from, to] of planted) plant(from, to);
  const { passed, findings } = await checkBoundaries({ folder });
  expect(findings.split('\n')).toEqual(expect.arrayContaining(planted.map(([rule, from, to]) => `${rule}: ${from} → ${to}`)));
  expect(passed).toBe(false);
});

test('a type that crosses a boundary is refused like a value', async () => {
  write(`${server}/features/leads/lead.ts`, 'export interface Lead { name: string }');
  write(`${server}/core/events.ts`, "import type { Lead } from '../features/leads/lead.ts';\nexport type Event = Lead;");
  const { findings } = await checkBoundaries({ folder });
  expect(findings).toBe(`core-below-features: ${server}/core/events.ts → ${server}/features/leads/lead.ts`);
});

test('an import at run time is refused like any other', async () => {
  write(`${server}/features/leads/lead.ts`, 'export const lead = 1;');
  write(`${server}/core/events.ts`, "export const load = () => import('../features/leads/lead.ts');");
  const { findings } = await checkBoundaries({ folder });
  expect(findings).toBe(`core-below-features: ${server}/core/events.ts → ${server}/features/leads/lead.ts`);
});

test('modules that import each other are refused with the way round', async () => {
  write(`${server}/core/one.ts`, "import { two } from './two.ts';\nexport const one = () => two;");
  write(`${server}/core/two.ts`, "import { one } from './one.ts';\nexport const two = () => one;");
  const { findings } = await checkBoundaries({ folder });
  expect(findings).toContain(`no-cycle: ${server}/core/one.ts → ${server}/core/two.ts → ${server}/core/one.ts`);
});

test('an import that leads nowhere is refused', async () => {
  write(`${server}/core/one.ts`, "import { two } from './gone.ts';\nexport const one = two;");
  const { findings } = await checkBoundaries({ folder });
  expect(findings).toBe(`resolvable: ${server}/core/one.ts → ./gone.ts`);
});

test('the directions that the architecture has are let through', async () => {
  plant(`${server}/features/leads/move-lead.ts`, `${server}/ports/router.ts`);
  plant(`${server}/features/quotes/send-quote.ts`, `${server}/features/leads/index.ts`);
  plant(`${server}/adapters/router/index.ts`, `${server}/ports/mailer.ts`);
  plant(`${server}/wiring.ts`, `${server}/adapters/sms/index.ts`);
  plant(`${server}/app.ts`, `${server}/features/offers/index.ts`);
  plant(`${server}/core/routes.ts`, 'packages/contracts/src/endpoint.ts');
  plant(`${server}/features/leads/lead.routes.test.ts`, 'packages/routeros-simulator/src/index.ts');
  plant(`${web}/features/leads/lead-board.tsx`, 'packages/contracts/src/leads.ts');
  plant(`${web}/shell/app-shell.tsx`, `${web}/features/search/search.tsx`);
  write('node_modules/typebox/index.js', 'export const Type = {};');
  write('node_modules/typebox/package.json', '{ "name": "typebox", "type": "module", "exports": "./index.js" }');
  write('packages/contracts/src/schemas.ts', "import { Type } from 'typebox';\nexport const schemas = Type;");
  expect(await checkBoundaries({ folder })).toEqual({ passed: true, findings: '' });
});

test('a report that does not cover every source file is no pass', () => {
  const report = { modules: [{ source: 'apps/a.ts' }], summary: { violations: [] } };
  expect(judge(report, ['apps/a.ts']).passed).toBe(true);
  expect(judge(report, ['apps/a.ts', 'apps/b.ts'])).toEqual({
    passed: false,
    findings: '1 of 2 files were not checked, apps/b.ts for one.',
  });
  expect(judge({ modules: [], summary: { violations: [] } }, []).passed).toBe(false);
});
