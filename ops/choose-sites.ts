import type { Topology, TopologySite } from '../constructs';
import { OperationError } from './operation-error';

/**
 * The sites that a command is about.
 *
 * @param wanted their names; none for all
 * @throws OperationError if one of them is not there, or the network has none
 */
export function chooseSites({ sites }: Topology, wanted: readonly string[]): readonly TopologySite[] {
  const names = new Set(sites.map(({ name }) => name));
  if (names.size === 0) throw new OperationError('failure', 'the network has no site', 'synthesize a network with sites in it');
  const unknown = wanted.filter((name) => !names.has(name));
  if (unknown.length > 0) {
    throw new OperationError('failure', `the network has no site ${unknown.join(', ')}`, `name sites of it: ${[...names].join(', ')}`);
  }
  return wanted.length === 0 ? sites : sites.filter(({ name }) => wanted.includes(name));
}
