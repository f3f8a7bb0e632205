import { defineConfig } from 'vitest/config'

/** They live by signals, named pipes, modes, names and a shell that Windows does not have. */
const NOT_ON_WINDOWS = [
  'test/e2e/**',
  'test/support/{runner,workflow-run}.test.ts',
  'test/workspace/workspace.test.ts',
]

export default defineConfig({
  // Both cores of a small runner: left to itself, vitest leaves one idle. And no more processes at a time than can
  // be attended to: for those that live by a faster clock, a busy machine is a slow server.
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/faults/**', ...(process.platform === 'win32' ? NOT_ON_WINDOWS : [])],
    tags: [
      { name: 'slow', description: 'takes seconds: `npm run test:slow` has it, and `npm test` has not' },
    ],
    testTimeout: 20_000,
    maxWorkers: 2,
    maxConcurrency: 2,
  },
})
