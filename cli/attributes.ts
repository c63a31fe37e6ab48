import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { HubAttributes, Topology } from '../constructs';
import { readNetwork } from '../ops/network-file';
import { OperationError } from '../ops/operation-error';
import { newCommand, run, type CommandTexts } from './command';
import { EXIT } from './exit';
import { distOption } from './options';

const TEXTS: CommandTexts = {
  summary: 'prints what a program of edges has to know of a hub',
  description: 'Prints what a program of edges has to know of a hub (PublicSite.fromAttributes), as JSON. No secret is in it.',
  examples: [
    { args: 'attributes > hub.json', does: 'the one hub of a network' },
    { args: 'attributes west --dist build/manifests', does: 'one of several' },
  ],
};

/** `attributes`: what a program of edges has to know of a hub, from the output of an earlier synthesis. */
export function attributesCommand(): CommandUnknownOpts {
  return newCommand('attributes', TEXTS)
    .argument('[HUB]', 'name of the hub; may be left out where there is one')
    .addOption(distOption())
    .action((hub, { dist }) =>
      run(() => {
        process.stdout.write(`${JSON.stringify(attributesOf(readNetwork(dist), hub), null, 2)}\n`);
        return EXIT.CLEAN;
      }),
    );
}

function attributesOf({ sites }: Topology, wanted: string | undefined): HubAttributes {
  const hubs = sites.filter(({ role }) => role === 'hub');
  const [hub, ...others] = wanted === undefined ? hubs : hubs.filter(({ name }) => name === wanted);
  const names = hubs.map(({ name }) => name).join(', ');
  const fix = `name one of the hubs: ${names === '' ? '(none)' : names}`;
  if (hub?.access === undefined || hub.network === undefined) {
    throw new OperationError('failure', `there is no hub ${wanted ?? ''} in the network`, fix);
  }
  if (others.length > 0) throw new OperationError('failure', 'the network has several hubs', fix);
  const { name, cluster, namespace, access, network, exposes, generation } = hub;
  const place = { cluster: { name: cluster.name }, namespace: { name: namespace.name } };
  return { name, ...place, access, network, exposes, ...(generation && { generation }) };
}
