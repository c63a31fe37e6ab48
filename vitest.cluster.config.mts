import { defineConfig } from 'vitest/config';

import { TAGS } from './test/coverage/tag-definitions.mjs';

// The proof on the real programs: needs Go, and minutes the first time. See docs/testing.md.
export default defineConfig({
  test: {
    include: ['test/cluster/**/*.cluster.ts'],
    globalSetup: 'test/cluster/prepare.ts',
    // Suites mostly wait, so test/cluster/run.ts runs two at a time. Those that measure run alone.
    maxWorkers: Number(process.env['WORKERS'] ?? 1),
    testTimeout: 600_000,
    hookTimeout: 600_000,
    tags: TAGS,
  },
});
