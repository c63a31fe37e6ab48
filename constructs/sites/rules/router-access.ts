import { accessTypes, tryFindAccessType } from '../../access-types';
import { ROUTER } from '../../skupper/router-access';
import type { LocatedFinding } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';
import { Platform } from '../../synth/placement';
import type { NetworkRule } from './network-rule';

interface SiteSpec {
  readonly edge?: unknown;
  readonly ha?: unknown;
  readonly linkAccess?: unknown;
  readonly defaultIssuer?: unknown;
}

interface Role {
  readonly name?: unknown;
  readonly port?: unknown;
}

interface AccessSpec {
  readonly roles?: readonly Role[];
  readonly accessType?: unknown;
}

/** A Skupper site, router access or grant of one namespace. */
interface Part<T> {
  readonly path: string;
  readonly name: string;
  readonly spec: T;
}

interface NamespaceParts {
  readonly sites: Part<SiteSpec>[];
  readonly accesses: Part<AccessSpec>[];
  readonly grants: Part<unknown>[];
  /** Undefined outside of any site. */
  readonly platform: Platform | undefined;
}

/** What the schemas leave open between a Skupper site and the ways into its router. */
export function routerAccesses(): NetworkRule {
  const namespaces = new Map<string, NamespaceParts>();
  const partsOf = ({ cluster, json, placement }: InventoryEntry): NamespaceParts => {
    const key = `${cluster}\n${json.metadata.namespace ?? ''}`;
    const made = namespaces.get(key) ?? { sites: [], accesses: [], grants: [], platform: placement?.cluster.platform };
    namespaces.set(key, made);
    return made;
  };
  return {
    see: (entry) => {
      const { json, path } = entry;
      const part = <T>(): Part<T> => ({ path, name: json.metadata.name, spec: (json['spec'] ?? {}) as T });
      switch (groupKind(json.apiVersion, json.kind)) {
        case 'Site.skupper.io':
          partsOf(entry).sites.push(part<SiteSpec>());
          break;
        case 'RouterAccess.skupper.io':
          partsOf(entry).accesses.push(part<AccessSpec>());
          break;
        case 'AccessGrant.skupper.io':
          partsOf(entry).grants.push(part<unknown>());
          break;
      }
    },
    findings: () => [...namespaces.values()].flatMap((parts) => CHECKS.flatMap((check) => check(parts))),
  };
}

const CHECKS: readonly ((parts: NamespaceParts) => readonly LocatedFinding[])[] = [edges, ports, knownTypes, names, hostsOfTwo, issuers];

/** An edge router lets nobody in, and grants nothing. */
function edges({ sites, accesses, grants }: NamespaceParts): readonly LocatedFinding[] {
  if (!sites.some(({ spec }) => spec.edge === true)) return [];
  return [...accesses, ...grants].map(({ path }) => ({
    rule: 'site/edge-link-access',
    path,
    message: 'an edge site accepts no links, and this is for those that come in',
    fix: 'leave it out, or make the site a PublicSite',
  }));
}

/** The router would listen on its own port, and the Service in front would say 0. */
function ports({ accesses }: NamespaceParts): readonly LocatedFinding[] {
  const taken = new Map<unknown, string>();
  return accesses.flatMap(({ path, spec }) =>
    (spec.roles ?? []).flatMap(({ name, port }, i): readonly LocatedFinding[] => {
      const found = (message: string, fix: string): readonly LocatedFinding[] => [
        { rule: 'router-access/ports', path, location: `spec.roles.${String(i)}`, message, fix },
      ];
      if (name !== 'inter-router' && name !== 'edge') {
        return found(`the role has to be inter-router or edge, received ${JSON.stringify(name ?? '')}`, 'name one of the two');
      }
      if (typeof port !== 'number' || port < 1 || port > 65_535) {
        return found(
          `the role ${name} needs a port from 1 to 65535, received ${port === undefined ? 'none' : JSON.stringify(port)}`,
          'give the port',
        );
      }
      const other = taken.get(port);
      taken.set(port, path);
      if (other === undefined) return [];
      return found(`the port ${String(port)} is taken by ${other} already`, 'give each its own port: the router listens on all of them');
    }),
  );
}

/** The controller knows these names, and no schema says them. */
function knownTypes({ sites, accesses, platform }: NamespaceParts): readonly LocatedFinding[] {
  const asked = [
    ...sites.map(({ path, spec }) => ({ path, location: 'spec.linkAccess', type: spec.linkAccess, others: ['', 'none', 'default'] })),
    ...accesses.map(({ path, spec }) => ({ path, location: 'spec.accessType', type: spec.accessType, others: [''] })),
  ];
  return asked.flatMap(({ path, location, type, others }): readonly LocatedFinding[] => {
    if (type === undefined || others.some((other) => other === type)) return [];
    const facts = tryFindAccessType(type);
    if (facts === undefined) {
      const message = `there is no access type ${JSON.stringify(type)}; Skupper knows ${accessTypes().join(', ')}`;
      return [{ rule: 'router-access/type', path, location, message, fix: 'choose one of them: linkAccess: LinkAccess.…' }];
    }
    if (facts.platform !== 'openshift' || platform === undefined || platform === Platform.OPENSHIFT) return [];
    const message = 'routes are there on OpenShift only, and the cluster runs plain Kubernetes';
    return [{ rule: 'router-access/type', path, location, message, fix: 'use another access type, or a Cluster with Platform.OPENSHIFT' }];
  });
}

/** The controller makes a router access of this name for `linkAccess`, and the second of two routers looks for it. */
function names({ sites, accesses }: NamespaceParts): readonly LocatedFinding[] {
  return sites.flatMap(({ spec }) =>
    accesses.flatMap(({ path, name, spec: { roles = [] } }): readonly LocatedFinding[] => {
      const found = (message: string, fix: string): readonly LocatedFinding[] => [
        { rule: 'router-access/name', path, location: 'metadata.name', message, fix },
      ];
      const isAsked = spec.linkAccess !== undefined && spec.linkAccess !== '' && spec.linkAccess !== 'none';
      if (name === ROUTER && isAsked) {
        return found(`the site's linkAccess makes a RouterAccess ${ROUTER} too, over this one`, 'keep one of the two');
      }
      const opens = roles.some((role) => role.name === 'inter-router');
      if (spec.ha !== true || name === ROUTER || !opens || isAsked) return [];
      const fix = `name it ${ROUTER}`;
      return found(`the second of two routers dials the first at ${ROUTER}, and this router access makes no such Service`, fix);
    }),
  );
}

/** Some access types have one host for two routers. */
function hostsOfTwo({ sites, accesses }: NamespaceParts): readonly LocatedFinding[] {
  const isShared = (type: unknown): boolean => tryFindAccessType(type)?.twoRouters === 'same-host';
  return sites.flatMap(({ path, spec }): readonly LocatedFinding[] => {
    const location = 'spec.ha';
    if (spec.ha !== true || ![spec.linkAccess, ...accesses.map((access) => access.spec.accessType)].some(isShared)) return [];
    const message = 'two routers would get the same host of an ingress';
    const fix = 'leave ha out, or let links in another way, for example LinkAccess.gateway() or LinkAccess.published()';
    return [{ rule: 'site/ha-ingress', path, location, message, fix }];
  });
}

/** What `linkAccess` makes is signed by Skupper's own CA, the certificates of those who link by the issuer. */
function issuers({ sites }: NamespaceParts): readonly LocatedFinding[] {
  return sites.flatMap(({ path, spec }): readonly LocatedFinding[] => {
    const { defaultIssuer: issuer, linkAccess } = spec;
    if (issuer === undefined || issuer === '' || linkAccess === undefined || linkAccess === '' || linkAccess === 'none') return [];
    const message = 'with linkAccess the router trusts skupper-site-ca alone, and those who link have certificates of defaultIssuer';
    const fix = 'give the issuer to the PublicSite, which then makes a RouterAccess of its own';
    return [{ rule: 'site/issuer', path, location: 'spec.defaultIssuer', message, fix }];
  });
}
