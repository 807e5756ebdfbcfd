import { defineConfig } from 'vitest/config';

// Every test file gets a process of its own: the local host patches module loading, and the Functions library keeps state per process.
// biome-ignore lint/style/noDefaultExport: Vitest asks for one
export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    isolate: true,
    maxWorkers: 3, // one more than the cores of a small machine: some files wait for processes that they killed
    execArgv: ['--disable-warning=ExperimentalWarning'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
