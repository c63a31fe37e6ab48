import * as path from 'node:path';

/** The folder of this project. */
export const ROOT = path.resolve(__dirname, '..');
