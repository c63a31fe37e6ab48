import { describe } from 'vitest';

import { itDoesNotCompile } from '../uncompilable';

describe('the types refuse, before anything runs', () => {
  itDoesNotCompile(__dirname);
});
