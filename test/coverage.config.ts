import { defineConfig } from 'vitest/config'
import base from '../vitest.config.ts'

/** Measures which sources the tests reach, without the tests of the built action, which reach only the bundle. */
export default defineConfig({
  test: {
    ...base.test,
    exclude: [...(base.test?.exclude ?? []), 'test/e2e/**'],
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
