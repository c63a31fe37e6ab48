import { SkupperLink } from '../../skupper/link';
import { SkupperAttachedConnector } from '../../skupper/attached-connector';
import { SkupperConnector } from '../../skupper/connector';
import { SkupperListener } from '../../skupper/listener';
import { SkupperMultiKeyListener } from '../../skupper/multi-key-listener';
import { SkupperSite } from '../../skupper/skupper-site';
import type { Fault } from '../../synth/define-rule';
import { AddressGroup } from '../addresses/address-group';
import type { PlaceAndPort } from '../addresses/exposure';
import { IssuedCertificate } from '../links/issued-certificate';
import type { SiteLink } from '../links/link';
import { certificatesOf } from '../links/hub-certificates';
import { describeAccess, isPlain, openEntrance, type EntranceOptions } from '../links/router-entrance';
import type { ServiceAddress } from '../addresses/service-address';
import type { HubEntrance, HubProps, RoutedSite, SiteRouter, SiteRouterProps } from './site-router';

/** A site's router of Skupper v2: a Site, and a resource for each end of a link or an address. */
export class CurrentRouter implements SiteRouter {
  public readonly skupper: SkupperSite;
  public readonly tokenRequests = undefined;
  private readonly requested: SiteLink[] = [];
  private readonly hasLegacyOptions: boolean;

  public constructor(
    private readonly site: RoutedSite,
    props: SiteRouterProps,
  ) {
    const { role, router, linkAccess, ha, issuer, certificates, legacy } = props;
    this.skupper = new SkupperSite(site, 'skupper-site', {
      name: site.siteName,
      edge: role === 'edge',
      ha,
      issuer,
      router,
      ...(linkAccess && { ingressClassName: linkAccess.plan.ingressClassName }),
      ...(linkAccess && isPlain({ linkAccess, issuer, certificates }) && { linkAccess: linkAccess.plan.type }),
    });
    this.hasLegacyOptions = legacy !== undefined;
  }

  public get unavailable(): readonly Fault[] {
    const { hasLegacyOptions, requested } = this;
    return [
      ...(hasLegacyOptions ? [ofSkupperV1('legacy', 'options of a Skupper v1 site were given', 'leave them out')] : []),
      ...requested.map(({ hub }) =>
        ofSkupperV1(
          'links',
          `a name for the token request on ${hub.siteName} was given`,
          'leave request out: the link command makes grants',
        ),
      ),
    ];
  }

  public openEntrance({ linkAccess, ha, issuer, certificates: stated }: HubProps): HubEntrance {
    const { site, skupper } = this;
    const { siteName, namespace } = site;
    const certificates = stated && certificatesOf(site.node.path, stated, { siteName, namespace, linkAccess, ha, issuer });
    const entrance: EntranceOptions = { linkAccess, namespace, ha, issuer, certificates };
    openEntrance(site, skupper, entrance);
    return { describe: () => describeAccess(entrance) };
  }

  public addLink(link: SiteLink): void {
    const { site } = this;
    const { hub, secretLink, cost } = link;
    if (link.request !== undefined) this.requested.push(link);
    if (secretLink === undefined) return;
    const { hosts, secret, ports, issued } = secretLink;
    if (issued !== undefined) IssuedCertificate.of(site, { ...issued, secret, commonName: site.siteName, server: false });
    hosts.forEach((host, i) => {
      const name = i === 0 ? hub.siteName : `${hub.siteName}-${String(i + 1)}`;
      new SkupperLink(site, `link-${name}`, { name, host, secret, ports, cost });
    });
  }

  /** Makes the connector: for pods of another namespace with the binding that lets it in. */
  public expose(name: string, { place, port }: PlaceAndPort): string {
    const { site } = this;
    const id = `connector-${name}`;
    const routingKey = `${site.siteName}.${name}`;
    if ('host' in place) {
      new SkupperConnector(site, id, { name, routingKey, host: place.host, port });
    } else if (place.namespace === undefined || place.namespace === site.namespace) {
      new SkupperConnector(site, id, { name, routingKey, selector: place.selector, port });
    } else {
      const { selector, namespace } = place;
      new SkupperAttachedConnector(site, id, { name, routingKey, selector, port, namespace, siteNamespace: site.namespace });
    }
    return routingKey;
  }

  public listen(address: ServiceAddress | AddressGroup, port: number): SkupperListener | SkupperMultiKeyListener {
    const { name } = address;
    const id = `listener-${name}`;
    return address instanceof AddressGroup
      ? new SkupperMultiKeyListener(this.site, id, { host: name, port, strategy: address.strategy })
      : new SkupperListener(this.site, id, { host: name, port, routingKey: address.routingKey });
  }

  public tokenRequestOf(): undefined {
    return undefined;
  }

  public requestToken(): void {
    // The link command makes grants and tokens: they are spent by their first use.
  }
}

function ofSkupperV1(location: string, given: string, fix: string): Fault {
  return { location, message: `${given}, and the network is of Skupper v2`, fix };
}
