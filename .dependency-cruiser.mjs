/**
 * Who may import whom. No rule names a feature: a new folder is held by them from its first file.
 *
 *   contracts ← core, ports ← features ← app, wiring;   adapters → ports;   web → contracts
 */

const tests = '\\.(test|spec)\\.tsx?$|/testing/';
const server = '^apps/server/src';
/** What puts the product together; nothing else may lean on it. */
const composition = `${server}/(main|app|wiring)\\.ts$`;

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    forbid(
      'no-cycle',
      'Modules that import each other in a circle cannot be understood, or loaded, one at a time.',
      {},
      { circular: true },
    ),
    forbid(
      'resolvable',
      'An import that leads nowhere is a mistake, and one that no rule can judge.',
      {},
      { couldNotResolve: true },
    ),
    forbid(
      'contracts-stand-alone',
      'Contracts are read by the server and the browser alike: they import TypeBox and each other.',
      { path: '^packages/contracts/', pathNot: tests },
      { pathNot: ['^packages/contracts/', 'node_modules/typebox/'] },
    ),
    forbid(
      'core-below-features',
      'Core and ports know nothing of what is built on them.',
      { path: `${server}/(core|ports)/`, pathNot: tests },
      { path: [`${server}/(features|adapters)/`, composition] },
    ),
    forbid(
      'features-meet-at-their-door',
      'A feature uses another through its index.ts, or reacts to its events.',
      { path: `${server}/features/([^/]+)/` },
      { path: `${server}/features/[^/]+/`, pathNot: [`${server}/features/$1/`, `${server}/features/[^/]+/index\\.ts$`] },
    ),
    forbid(
      'features-below-composition',
      'A feature names the port it needs; the wiring decides what is behind it.',
      { path: `${server}/features/`, pathNot: tests },
      { path: [`${server}/adapters/`, composition] },
    ),
    forbid(
      'adapters-serve-ports',
      'An adapter knows its port and the core, no feature and no other adapter.',
      { path: `${server}/adapters/([^/]+)/`, pathNot: tests },
      { path: `${server}/`, pathNot: [`${server}/(ports|core)/`, `${server}/adapters/$1/`] },
    ),
    forbid(
      'server-stands-alone',
      'The server does not know who starts or shows it.',
      // The benchmark is a command that starts the product from outside, as the launcher's own are.
      { path: '^apps/server/', pathNot: [tests, '^apps/server/bench/'] },
      { path: '^(apps/web|packages/launcher|e2e)/' },
    ),
    forbid(
      'web-knows-contracts',
      'The browser shares the contracts with the server, and nothing else.',
      { path: '^apps/web/', pathNot: tests },
      { path: '^(apps/(?!web/)|packages/(?!contracts/)|e2e/)' },
    ),
    forbid(
      'web-features-never-meet',
      'Pages compose features of the web app; these do not import each other.',
      { path: '^apps/web/src/features/([^/]+)/' },
      { path: '^apps/web/src/features/[^/]+/', pathNot: '^apps/web/src/features/$1/' },
    ),
    forbid(
      'web-parts-below-features',
      'The kit and the libraries of the web app know no feature.',
      { path: '^apps/web/src/(ui|lib|theme)/', pathNot: tests },
      { path: '^apps/web/src/(features|shell)/' },
    ),
    forbid(
      'simulator-outside-the-product',
      'Only tests, the launcher and the demo organization meet the simulated router.',
      {
        path: '^(apps|packages|e2e)/',
        pathNot: [tests, '^(packages/(launcher|routeros-simulator)|e2e)/', `${server}/(wiring\\.ts$|demo/|demo\\.ts$)`],
      },
      { path: '^packages/routeros-simulator/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|test-results|\\.lastmile|\\.cache)/' },
    // Imports of types are dependencies too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
