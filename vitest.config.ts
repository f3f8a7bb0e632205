import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Both cores of a small runner: left to itself, vitest leaves one idle.
  test: { include: ['test/**/*.test.ts'], testTimeout: 20_000, maxWorkers: 2 },
})
