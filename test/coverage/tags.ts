import type { SystemId } from './systems';

declare module 'vitest' {
  // A tag that no system has does not compile.
  interface TestTags {
    system: SystemId;
  }
}
