import { defineConfig } from 'vitest/config'
import usual from '../vitest.config.ts'

/** What the tests reach of the sources. Those of the built action reach only what was built, and are left out. */
export default defineConfig({
  test: {
    ...usual.test,
    exclude: [...(usual.test?.exclude ?? []), 'test/e2e/**'],
    testTimeout: 60_000,
    coverage: {
      enabled: true,
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text', 'html'],
      reportOnFailure: true,
      thresholds: { lines: 95, branches: 95 },
    },
  },
})
