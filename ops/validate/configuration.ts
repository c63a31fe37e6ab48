import type { Topology, TopologySite } from '../../constructs';
import type { KubeObject } from '../cluster/kube-object';
import type { SiteManifests } from '../site-manifests';
import { standInFor, standInForOption, type EnvironmentEntry } from './stand-ins';

/** Configuration of a collector with everything that the binary of its image needs to read it. */
export interface Configuration {
  /** Name of the site. */
  readonly site: string;
  /** Construct path of the collector, or its namespace and name if `network.json` has none. */
  readonly path: string;
  /** Image of the collector; undefined if the operator chooses it. */
  readonly image: string | undefined;
  /** The configuration as JSON. */
  readonly text: string;
  /** Command line arguments besides the configuration. */
  readonly args: readonly string[];
  /** Environment variables: values of the manifest, or stand-ins for values that only the cluster has. */
  readonly env: Readonly<Record<string, string>>;
  /** Variables with a stand-in. */
  readonly standIns: readonly string[];
  /** Paths in the container where volumes are mounted. */
  readonly mounts: readonly string[];
}

/** Fields of the collector resource that matter to the binary. */
interface CollectorSpec {
  readonly image?: string;
  readonly config?: object | string;
  readonly args?: Readonly<Record<string, string>>;
  readonly env?: readonly EnvironmentEntry[];
  readonly volumeMounts?: readonly { readonly mountPath: string }[];
}

/** Returns the configurations of all collectors in the manifests of some sites. */
export async function configurationsOf(
  topology: Pick<Topology, 'sites'>,
  sites: readonly TopologySite[],
  manifests: SiteManifests,
): Promise<readonly Configuration[]> {
  const all: Configuration[] = [];
  for (const site of topology.sites.filter((known) => sites.includes(known))) {
    const collectors = (await manifests.of(site)).filter(({ kind }) => kind === 'OpenTelemetryCollector');
    for (const collector of collectors) all.push(await configurationOf(site, collector));
  }
  return all;
}

async function configurationOf(site: TopologySite, { kind, metadata: { name, namespace }, spec }: KubeObject): Promise<Configuration> {
  const { image, config = {}, args = {}, env = [], volumeMounts = [] } = (spec ?? {}) as CollectorSpec;
  const entry = site.objects.find((object) => object.kind === kind && object.name === name && object.namespace === namespace);
  // Resources of the API version v1alpha1 have the configuration as text.
  const document = typeof config === 'string' ? ((await import('yaml')).parse(config) as unknown) : config;
  const values = env.map((variable) => [variable.name, standInFor(variable)] as const);
  return {
    site: site.name,
    path: entry?.path ?? `${namespace ?? ''}/${name}`,
    image,
    text: JSON.stringify(document, standInForOption),
    args: Object.entries(args).map(([flag, value]) => `--${flag}=${value}`),
    env: Object.fromEntries(values),
    standIns: env.filter(({ value }) => value === undefined).map((variable) => variable.name),
    mounts: [...new Set(volumeMounts.map(({ mountPath }) => mountPath))],
  };
}
