import type { LocatedFinding } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';
import type { NetworkRule } from './network-rule';

interface Endpoint {
  readonly name?: unknown;
  readonly host?: unknown;
  readonly port?: unknown;
}

interface LinkSpec {
  readonly endpoints?: readonly Endpoint[];
  readonly tlsCredentials?: unknown;
  readonly cost?: unknown;
}

/** What the schema of a link leaves open, and the router passes over in silence. */
export function linkObjects(): NetworkRule {
  const found: LocatedFinding[] = [];
  const byLinks = new Map<string, string>();
  const byConnectors: { readonly key: string; readonly path: string; readonly secret: string }[] = [];
  return {
    see: (entry) => {
      const { json, path, cluster } = entry;
      const spec = (json['spec'] ?? {}) as LinkSpec;
      const { tlsCredentials: secret } = spec;
      const keyOf = (name: string): string => [cluster, json.metadata.namespace ?? '', name].join('\n');
      switch (groupKind(json.apiVersion, json.kind)) {
        case 'Link.skupper.io':
          found.push(...endpoints(path, spec), ...costs(entry, spec));
          if (typeof secret === 'string') byLinks.set(keyOf(secret), path);
          break;
        case 'Connector.skupper.io':
          if (typeof secret === 'string') byConnectors.push({ key: keyOf(secret), path, secret });
          break;
      }
    },
    findings: () => [
      ...found,
      ...byConnectors.flatMap(({ key, path, secret }): readonly LocatedFinding[] => {
        const link = byLinks.get(key);
        if (link === undefined) return [];
        return [
          {
            rule: 'link/secret-shared',
            path,
            location: 'spec.tlsCredentials',
            message: `the Secret ${secret} is that of ${link} too: the router would know both by one profile, and use the one for the other`,
            fix: 'give the connector a Secret of its own',
          },
        ];
      }),
    ],
  };
}

/** A router that does not find its own endpoint makes no connection and reports no error. */
function endpoints(path: string, { endpoints: all = [] }: LinkSpec): readonly LocatedFinding[] {
  const rule = 'link/endpoints';
  const missing = ['inter-router', 'edge'].filter((name) => !all.some((endpoint) => endpoint.name === name));
  const found = missing.map((name): LocatedFinding => {
    const fix = 'name both endpoints: which one is used depends on the router, that of a hub or that of an edge';
    return { rule, path, location: 'spec.endpoints', message: `the endpoint ${name} is missing`, fix };
  });
  const ported = all.flatMap(({ port, host }, i): readonly LocatedFinding[] => {
    const location = `spec.endpoints.${String(i)}`;
    const isPort = typeof port === 'string' && /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535;
    const isHost = typeof host === 'string' && host !== '';
    if (isPort && isHost) return [];
    const message = isHost
      ? `the port has to be a number from 1 to 65535 in quotes, received ${JSON.stringify(port ?? '')}`
      : 'the host is missing';
    return [{ rule, path, location, message, fix: 'give host and port of the other router' }];
  });
  return [...found, ...ported];
}

function costs({ path, placement }: InventoryEntry, { cost }: LinkSpec): readonly LocatedFinding[] {
  if (cost === undefined || placement?.role !== 'edge') return [];
  return [edgeCost(path, 'spec.cost')];
}

/** An edge router chooses among its links by their order alone. */
export function edgeCost(path: string, location: string): LocatedFinding {
  return {
    rule: 'link/cost-on-edge',
    path,
    location,
    message: 'an edge router holds one link at a time and does not look at the cost',
    fix: 'leave the cost out; the first link that works is used. To steer by service: exporterTo(failover(a, b))',
  };
}
