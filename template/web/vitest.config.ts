import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    environment: 'jsdom',
    // One jsdom a worker instead of one a file; each file still has modules and globals of its own.
    pool: 'vmThreads',
    include: ['app/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/setup.ts'],
    restoreMocks: true,
    unstubGlobals: true,
    // Measured by `just test` alone, so that a single test stays quick.
    coverage: {
      include: ['app/features/**/*.{ts,tsx}'],
      exclude: ['**/tests/**'],
      reporter: ['json-summary'],
    },
  },
})
