import { require as load } from 'tsx/cjs/api';
import type { TestTagDefinition } from 'vitest/config';

import type { SystemId } from './systems.js';

// By tsx: Vite warns of a CommonJS module in TypeScript, which every file of this project but the configurations is.
const { SYSTEMS } = load('./systems.ts', import.meta.url) as typeof import('./systems.js');

/** The tags that tests may have, for Vitest. */
export const TAGS: TestTagDefinition[] = (Object.keys(SYSTEMS) as SystemId[]).map((name) => ({ name, description: SYSTEMS[name].title }));
