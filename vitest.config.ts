import { defineConfig } from 'vitest/config'

/** These tests use signals, named pipes, file modes, file names and a shell that Windows does not have. */
const NOT_ON_WINDOWS = ['test/e2e/**', 'test/tools/**', 'test/workspace/workspace.test.ts']

export default defineConfig({
  // Vitest would leave one of two cores idle. More concurrent tests would overload a small runner: for an action with a
  // fast clock, a busy machine is a slow server.
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/faults/**', 'test/gateways/**', ...(process.platform === 'win32' ? NOT_ON_WINDOWS : [])],
    tags: [{ name: 'slow', description: 'takes seconds: part of `npm run test:slow`, not of `npm test`' }],
    testTimeout: 20_000,
    maxWorkers: 2,
    maxConcurrency: 2,
  },
})
