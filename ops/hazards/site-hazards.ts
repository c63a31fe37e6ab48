import type { KubeObject } from '../cluster/kube-object';
import type { OpsFault } from '../ops-finding';
import { ROUTER_CONFIG } from '../skupper-names';

/** A site and the namespace it is in. */
export interface SitePlace {
  readonly name: string;
  readonly namespace: { readonly name: string };
}

/**
 * Other Skupper sites in the namespace of a site: a namespace has one.
 *
 * @param sites names of the Skupper sites of the namespace
 */
export function otherSites({ name, namespace }: SitePlace, sites: readonly string[]): readonly OpsFault[] {
  const others = sites.filter((site) => site !== name);
  if (others.length === 0) return [];
  const isThere = others.length < sites.length;
  return [
    {
      severity: 'error',
      rule: 'hazard/other-site',
      location: `namespace ${namespace.name}`,
      message: `holds the Skupper site ${others.join(', ')} ${isThere ? 'beside' : 'and not'} ${name}`,
      fix: isThere
        ? 'a namespace has one Skupper site: delete the one that is not wanted, the router belongs to the older one'
        : `if this is the wrong cluster, name the context of the right one: --context ${name}=CONTEXT; if not, delete the other site`,
    },
  ];
}

/**
 * A Skupper site that was deleted and made anew while settings of the old router are left: the controller refuses them, because
 * they belong to somebody else.
 *
 * @param config the ConfigMap of the router
 * @param sites the Skupper sites of the namespace
 */
export function staleRouter({ namespace }: SitePlace, config: KubeObject | undefined, sites: readonly KubeObject[]): readonly OpsFault[] {
  const owners = (config?.metadata.ownerReferences ?? []).filter(({ kind }) => kind === 'Site');
  const alive = new Set(sites.map(({ metadata }) => metadata.uid));
  if (owners.length === 0 || owners.some(({ uid }) => alive.has(uid))) return [];
  return [
    {
      severity: 'error',
      rule: 'hazard/site-recreated',
      location: `ConfigMap ${ROUTER_CONFIG} in the namespace ${namespace.name}`,
      message: 'belongs to a Skupper site that was deleted; the controller cannot take it over for another',
      fix: `kubectl -n ${namespace.name} delete configmap ${ROUTER_CONFIG}, and let no tool replace Sites (Argo CD: no Replace=true, no Force=true)`,
    },
  ];
}
