import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

import type { Topology } from '../constructs';

/** Reads what an earlier synthesis says of the network. @throws Error if it is not there, or no JSON */
export function readNetwork(dist: string): Topology {
  const file = path.join(dist, 'network.json');
  if (!existsSync(file)) throw new Error(`${file} is not there: synthesize the network first, or name its folder by --dist`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Topology;
  } catch {
    throw new Error(`${file} cannot be read as JSON: synthesize the network anew`);
  }
}
