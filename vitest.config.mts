import { defineConfig } from 'vitest/config';

import { TAGS } from './test/coverage/tag-definitions.mjs';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // No test changes what another sees: files share their modules.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    tags: TAGS,
  },
});
