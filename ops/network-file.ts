import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

import type { Topology } from '../constructs';
import { OperationError } from './operation-error';

/**
 * Reads what synthesis says of a network.
 *
 * @param folder the output folder
 * @throws OperationError if there is none, or it cannot be read
 */
export function readNetwork(folder: string): Topology {
  const file = path.join(folder, 'network.json');
  if (!existsSync(file)) {
    throw new OperationError('failure', `${file} is not there`, 'synthesize the network first, or name its folder by --dist');
  }
  try {
    const topology = JSON.parse(readFileSync(file, 'utf8')) as Partial<Topology> | null;
    if (topology?.version === 1 && Array.isArray(topology.sites)) return topology as Topology;
  } catch {
    // Told below.
  }
  throw new OperationError('failure', `${file} is not what synthesis writes`, 'synthesize the network anew');
}
