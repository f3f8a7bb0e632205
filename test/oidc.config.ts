import { defineConfig } from 'vitest/config'

/** The tests of the built action once more, with an identity in the place of a stored key. */
export default defineConfig({
  test: {
    include: ['test/e2e/*.test.ts', 'test/faults/{ends,reuse}.test.ts'],
    // The pages say themselves who they are.
    exclude: ['test/e2e/docs-workflows.test.ts'],
    env: { OIDC: '1' },
    testTimeout: 20_000,
    maxWorkers: 2,
    maxConcurrency: 2,
  },
})
