import { defineConfig } from 'vitest/config';

import { TAGS } from './test/coverage/tag-definitions.mjs';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/built.mts',
    setupFiles: 'test/setup.ts',
    // No test changes what another sees: files share their modules.
    isolate: false,
    maxWorkers: 2,
    // What tests print by `console` is guarded too: test/printed.ts.
    disableConsoleIntercept: true,
    // A limit only ends a test that hangs. A loaded machine needs many times what a quiet one does.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    tags: TAGS,
  },
});
