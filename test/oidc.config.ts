import { defineConfig } from 'vitest/config'

/** Runs tests of the built action again, with an OIDC identity instead of a stored key. */
export default defineConfig({
  test: {
    include: ['test/e2e/*.test.ts', 'test/faults/{cancel-and-timeout,reuse}.test.ts'],
    // The workflows of the pages and the command line choose their own authentication; others test something else, or bring their own identity.
    exclude: [
      'test/e2e/{command-line*,dialects*,docs-workflows,deploy,evaluate,large,oidc,package,secrets,odd-*}.test.ts',
    ],
    env: { OIDC: '1' },
    testTimeout: 20_000,
    maxWorkers: 2,
    maxConcurrency: 2,
  },
})
