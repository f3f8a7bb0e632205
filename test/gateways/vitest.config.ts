import { defineConfig } from 'vitest/config'

/** Runs the built action through a real gateway, and a real Python client against the sandbox. Needs Python and PyPI. */
export default defineConfig({
  test: {
    include: ['test/gateways/**/*.test.ts'],
    globalSetup: 'test/gateways/python.ts',
    testTimeout: 60_000,
    hookTimeout: 200_000,
    maxWorkers: 2,
  },
})
