import { Construct } from 'constructs';

import { parseSelector } from '../../security/label-selector';
import { v1Entrance } from '../../skupper/v1/entrance';
import { SkupperV1ExposedService } from '../../skupper/v1/exposed-service';
import { SkupperV1Site } from '../../skupper/v1/site';
import { SkupperV1TokenRequest } from '../../skupper/v1/token-request';
import { ArgumentError, quote, requireServiceName } from '../../synth/argument';
import type { Fault } from '../../synth/define-rule';
import { Manifest } from '../../synth/manifest';
import { AddressGroup } from '../addresses/address-group';
import type { PlaceAndPort } from '../addresses/exposure';
import type { SiteLink } from '../links/link';
import type { ServiceAddress } from '../addresses/service-address';
import type { HubEntrance, HubProps, RoutedSite, SiteRouter, SiteRouterProps } from '../routers/site-router';

const PREFIX = 'expose-';

/**
 * A site's router of Skupper v1: a ConfigMap, a Secret for each token that is asked for, and an annotated Service for each address.
 * Services of addresses are made by Skupper in every site.
 */
export class V1Router implements SiteRouter {
  public readonly skupper: SkupperV1Site;
  public tokenRequests: Construct | undefined;
  private readonly lacks: Fault[];
  private readonly requests = new Map<string, SkupperV1TokenRequest>();

  public constructor(
    private readonly site: RoutedSite,
    props: SiteRouterProps,
  ) {
    const { role, legacy, linkAccess, ha = false, router } = props;
    const entrance = linkAccess && v1Entrance(linkAccess);
    this.lacks = lackingOf(props, linkAccess !== undefined && entrance === undefined);
    this.skupper = new SkupperV1Site(site, 'skupper-site', {
      ...legacy,
      name: site.siteName,
      edge: role === 'edge',
      dataConnections: router?.dataConnections,
      ...(ha && { routers: 2 }),
      ...(entrance && { entrance }),
    });
  }

  public get unavailable(): readonly Fault[] {
    return this.lacks;
  }

  /** Nothing has to be created: the Skupper site has the entrance. Tokens carry the address that the cluster of the hub reports. */
  public openEntrance({ linkAccess }: HubProps): HubEntrance {
    const { type, ports } = linkAccess.plan;
    const tokens = v1Entrance(linkAccess)?.ingress === 'none' ? 'cluster' : 'anywhere';
    return { describe: () => ({ type, ...(ports && { ports: { ...ports } }), tokens }) };
  }

  public tokenRequestOf({ kind, request }: SiteLink): string | undefined {
    return kind === 'token' ? (request ?? `link-${this.site.siteName}`) : undefined;
  }

  public addLink(link: SiteLink): void {
    const { hub, kind } = link;
    const request = this.tokenRequestOf(link);
    if (request !== undefined) {
      hub.requestToken?.(request);
      return;
    }
    const what = kind === 'secret' ? 'a link by a Secret of yours' : 'a link by certificates';
    this.lack('links', `${what}, to the hub ${hub.siteName}`, 'link by token: SiteLink.token(hub)');
  }

  /** Beside the Service that is meant, which Skupper would rewrite: a name of its own, and exactly the ports of its target. */
  public expose(name: string, { place, port }: PlaceAndPort): string {
    const { site } = this;
    const id = `connector-${name}`;
    // What is made for it has a longer name.
    requireServiceName(site, 'address', name, 63 - PREFIX.length);
    const exposed = { name: PREFIX + name, address: name };
    if ('host' in place) {
      const ports = place.ports.length === 0 ? [port] : place.ports.map((own) => own.port);
      new SkupperV1ExposedService(site, id, { ...exposed, ports: [...new Set(ports)], target: place.host });
      return name;
    }
    const selector = labelsOf(site, place.selector);
    const { namespace = site.namespace } = place;
    if (namespace === site.namespace) {
      new SkupperV1ExposedService(site, id, { ...exposed, ports: [port], selector });
      return name;
    }
    const target = `${name}-target`;
    new Manifest(new Construct(site, id), 'Target', {
      apiVersion: 'v1',
      kind: 'Service',
      name: target,
      namespace,
      fields: { spec: { selector, ports: [{ name: `tcp-${String(port)}`, port, targetPort: port, protocol: 'TCP' }] } },
    });
    new SkupperV1ExposedService(site, `${id}-address`, { ...exposed, ports: [port], target: `${target}.${namespace}` });
    return name;
  }

  public listen(address: ServiceAddress | AddressGroup, port: number): undefined {
    if (address instanceof AddressGroup) {
      const fix = 'expose one address: sites that expose the same one stand in for each other';
      this.lack('listenTo', `several addresses in one listener (${address.name})`, fix);
    } else if (port !== address.port) {
      const fix = `leave the port out, or expose the address on port ${String(port)}`;
      this.lack('listenTo', `another port than that of the address ${address.name} (${String(address.port)})`, fix);
    }
  }

  public requestToken(name: string): void {
    if (this.requests.has(name)) return;
    this.tokenRequests ??= new Construct(this.site, 'token-requests');
    this.requests.set(name, new SkupperV1TokenRequest(this.tokenRequests, name, { name }));
  }

  private lack(location: string, what: string, fix: string): void {
    this.lacks.push(lacking(location, what, fix));
  }
}

/** What Skupper v1 does not have of what a site says. */
function lackingOf({ router = {}, linkAccess, issuer, certificates }: SiteRouterProps, lacksEntrance: boolean): Fault[] {
  const { size, spreadOverNodes, priorCertificates, serviceAccount } = router;
  const isInLegacy = 'say it of its router: legacy: { router: { … } }';
  const without = (what: string): string => `leave ${what} out`;
  const checks: readonly (readonly [boolean, Fault])[] = [
    [size !== undefined, lacking('router.size', 'sizings', isInLegacy)],
    [spreadOverNodes !== undefined, lacking('router.spreadOverNodes', 'a rule of its own for nodes', isInLegacy)],
    [priorCertificates !== undefined, lacking('router.priorCertificates', 'certificates that are replaced', without('it'))],
    [serviceAccount !== undefined, lacking('router.serviceAccount', 'a service account of yours', without('it'))],
    [issuer !== undefined, lacking('issuer', 'a CA of yours', without('issuer'))],
    [certificates !== undefined, lacking('certificates', 'links by certificates', 'link by token')],
    [
      lacksEntrance,
      lacking(
        'linkAccess',
        `the way in ${linkAccess?.place ?? ''}, or not with the host, domain, ports or annotations that were given`,
        'leave those out, or use another: LinkAccess.loadBalancer(), on OpenShift LinkAccess.route()',
      ),
    ],
  ];
  return checks.filter(([isGiven]) => isGiven).map(([, fault]) => fault);
}

function lacking(location: string, what: string, fix: string): Fault {
  return { location, message: `Skupper v1 does not have ${what}`, fix };
}

/** Services select by labels alone. */
function labelsOf(site: RoutedSite, selector: string): Readonly<Record<string, string>> {
  const { matchLabels = {}, matchExpressions = [] } = parseSelector(selector) ?? {};
  if (matchExpressions.length === 0) return matchLabels;
  const asked = `Skupper v1 takes pods by labels alone, received ${quote(selector)}`;
  throw new ArgumentError(site, 'expose', asked, 'give labels that they have: ServiceTarget.pods({ … })');
}
