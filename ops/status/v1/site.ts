import type { TopologySite } from '../../../constructs';
import type { KubeObject } from '../../cluster/kube-object';
import { configMapName, deploymentName, V1_DEPLOYMENTS, V1_SITE } from '../../v1/names';
import type { ObjectStatus, SiteStatus } from '../network-status';
import { judge } from '../object-state';
import { objectStatus, type Grounds } from '../site-objects';
import type { SiteSnapshot } from '../site-snapshot';

const CONTROLLER = 'skupper-service-controller';

/** A site of Skupper v1: its ConfigMap, and the Deployments that Skupper makes of it. */
export function v1Site(site: TopologySite, snapshot: SiteSnapshot, grounds: Grounds): readonly ObjectStatus[] {
  const namespace = site.namespace.name;
  const name = configMapName(namespace, V1_SITE);
  const own = { ...name, origin: 'manifests', ...judge(snapshot.find(name), {}) } as const;
  if (own.state !== 'ok') return [own];
  const deployments = V1_DEPLOYMENTS.map((one) => deploymentName(namespace, one));
  if (deployments.every((one) => snapshot.find(one) === undefined)) {
    const text = 'Skupper has made nothing of it yet (otel-skupper preflight tells whether its site controller runs)';
    return [{ ...own, state: 'waiting', text }];
  }
  const version = serviceController(site, snapshot)?.version;
  const text = version === undefined ? 'run by Skupper v1' : `run by Skupper ${version}`;
  const described = { ...own, text, ...(version !== undefined && { details: { version } }) };
  return [described, ...deployments.map((one) => objectStatus(one, 'cluster', snapshot, grounds))];
}

/** What runs a site of Skupper v1, with the version of its image. */
export function serviceController({ namespace }: TopologySite, snapshot: SiteSnapshot): SiteStatus['controller'] {
  const found = snapshot.tryFind(deploymentName(namespace.name, CONTROLLER));
  if (found === undefined) return undefined;
  const version = versionOf(found);
  return { name: CONTROLLER, namespace: namespace.name, ...(version !== undefined && { version }) };
}

function versionOf({ spec }: KubeObject): string | undefined {
  const { template } = (spec ?? {}) as { template?: { spec?: { containers?: readonly { readonly image?: string }[] } } };
  const images = (template?.spec?.containers ?? []).map(({ image = '' }) => image);
  return images.map((image) => /service-controller[^/:@]*:v?(\d[\w.-]*)/.exec(image)?.[1]).find((version) => version !== undefined);
}
