import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';

import type { HubAttributes, Topology } from '../constructs';
import { EXIT } from './exit';

export const ATTRIBUTES_USAGE = `  attributes [HUB] [--dist DIR]
                             prints what a program of edges has to know of a hub that this network has
                             (PublicSite.fromAttributes), as JSON; no secret is in it. HUB may be left out where there is one`;

/** Prints the attributes of a hub, from the output of an earlier synthesis. */
export function attributes(args: readonly string[]): void {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { dist: { type: 'string' } }, allowPositionals: true });
    const folder = values.dist ?? process.env['CDK8S_OUTDIR'] ?? 'dist';
    process.stdout.write(`${JSON.stringify(attributesOf(readTopology(folder), positionals[0]), null, 2)}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${ATTRIBUTES_USAGE}\n`);
    process.exitCode = EXIT.FAILED;
  }
}

function readTopology(folder: string): Topology {
  const file = path.join(folder, 'network.json');
  if (!existsSync(file)) throw new Error(`${file} is not there: synthesize the network first, or name its folder by --dist`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Topology;
  } catch {
    throw new Error(`${file} cannot be read as JSON: synthesize the network anew`);
  }
}

function attributesOf({ sites }: Topology, wanted: string | undefined): HubAttributes {
  const hubs = sites.filter(({ role }) => role === 'hub');
  const [hub, ...others] = wanted === undefined ? hubs : hubs.filter(({ name }) => name === wanted);
  const names = hubs.map(({ name }) => name).join(', ');
  if (hub?.access === undefined || hub.network === undefined) {
    throw new Error(`there is no hub ${wanted ?? ''} in the network; its hubs are: ${names === '' ? '(none)' : names}`);
  }
  if (others.length > 0) throw new Error(`name one of the hubs: ${names}`);
  const { name, cluster, namespace, access, network, exposes } = hub;
  return { name, cluster: { name: cluster.name }, namespace: { name: namespace.name }, access, network, exposes };
}
