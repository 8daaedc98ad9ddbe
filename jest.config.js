/** Unit and API tests; the journeys in a browser have e2e/playwright.config.ts. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/packages'],
  testMatch: ['**/*.test.ts'],
  modulePathIgnorePatterns: ['/dist/', '/\\.lastmile/'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '\\.tsx?$': ['@swc/jest', {
      jsc: { target: 'es2024', parser: { syntax: 'typescript', tsx: true }, transform: { react: { runtime: 'automatic' } } },
      module: { type: 'es6' },
    }],
  },
  globalSetup: '<rootDir>/packages/launcher/src/testing/global-set-up.ts',
  globalTeardown: '<rootDir>/packages/launcher/src/testing/global-tear-down.ts',
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  maxWorkers: 2,
  // The end of a worker that holds the whole server many times over takes longer than the usual half second on busy cores, and was
  // told as a leak. One that really stays is still told, and ended.
  workerGracefulExitTimeout: 10_000,
  testTimeout: 60_000,
};
