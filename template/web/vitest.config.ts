import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    environment: 'jsdom',
    // One jsdom a worker, and each module loaded once in it: a third of the time. So a test leaves nothing behind in a
    // module that setupFiles do not tidy up, and none replaces a module for itself alone (vi.mock).
    pool: 'threads',
    isolate: false,
    // What takes milliseconds alone may take seconds on a machine that does other things too.
    testTimeout: 20_000,
    include: ['app/**/*.test.{ts,tsx}'],
    setupFiles: ['tests/setup.ts'],
    restoreMocks: true,
    unstubGlobals: true,
    // Measured by `just test` alone, so that a single test stays quick.
    coverage: {
      // It counts in our own files alone; V8's counting slows React and jsdom down as well, by a third of all.
      provider: 'istanbul',
      include: ['app/features/**/*.{ts,tsx}'],
      exclude: ['**/tests/**'],
      reporter: ['json-summary'],
    },
  },
})
