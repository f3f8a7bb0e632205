import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    maxConcurrency: 4,
    // Prints the totals without the header that vitest adds to each line.
    disableConsoleIntercept: true,
  },
})
