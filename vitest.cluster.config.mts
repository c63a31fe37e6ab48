import { defineConfig } from 'vitest/config';

import { TAGS } from './test/coverage/tag-definitions.mjs';

// The proof on the real programs: needs Go, and minutes the first time. See docs/testing.md.
export default defineConfig({
  test: {
    include: ['test/cluster/**/*.cluster.ts'],
    globalSetup: 'test/cluster/prepare.ts',
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 300_000,
    tags: TAGS,
  },
});
