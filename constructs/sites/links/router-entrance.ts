import type { Construct } from 'constructs';

import { accessTypeFacts } from '../../access-types';
import { isAddress, type LinkHosts } from '../../skupper/endpoint';
import { SkupperCertificate } from '../../skupper/certificate';
import { SkupperLabelTemplate } from '../../skupper/label-template';
import type { LinkAccess } from '../../skupper/link-access';
import { ROUTER, SECOND_ROUTER, SkupperRouterAccess } from '../../skupper/router-access';
import { RouterService } from '../../skupper/router-service';
import type { HubAccess } from './hub-attributes';
import type { HubCertificates } from './hub-certificates';
import { IssuedCertificate } from './issued-certificate';
import { SERVER_SECRET, type LinkCertificates } from './link-certificates';

/** What a hub says of the way links come in. */
export interface EntranceOptions {
  readonly linkAccess: LinkAccess;
  readonly namespace: string;
  readonly ha: boolean;
  /** Secret of the CA that signs certificates of the site. */
  readonly issuer: string | undefined;
  /** The certificates by which links are made, if they are not Skupper's own. */
  readonly certificates: HubCertificates | undefined;
}

/** Whether `linkAccess` of the Skupper site says all there is to say. */
export function isPlain(entrance: {
  readonly linkAccess: LinkAccess;
  readonly issuer: string | undefined;
  readonly certificates: HubCertificates | LinkCertificates | undefined;
}): boolean {
  const { plan } = entrance.linkAccess;
  // The controller would sign the server's certificate by another CA than those of the clients.
  const isOwnCa = entrance.issuer === undefined && entrance.certificates === undefined;
  return plan.settings === undefined && plan.certificate === 'controller' && isOwnCa;
}

/** Makes what lets links in beside the Skupper site itself. @param skupper the construct of the Skupper site, beside which certificates are written */
export function openEntrance(site: Construct, skupper: Construct, options: EntranceOptions): void {
  const { linkAccess, namespace, ha, issuer, certificates } = options;
  const { type, settings, certificate, serverSecret, annotated, service, ports } = linkAccess.plan;
  const routers = ha ? [ROUTER, SECOND_ROUTER] : [ROUTER];
  if (annotated !== undefined) {
    const { kind, annotations } = annotated;
    // Skupper makes a Service for each router; what is made for a port has a name of its own, and is meant whatever it is called.
    const objects = annotated.byName ? routers : [undefined];
    for (const object of objects) {
      const name = object === undefined ? `${ROUTER}-labels` : `${object}-labels`;
      new SkupperLabelTemplate(site, name.slice('skupper-'.length), { name, kind, object, annotations });
    }
  }
  if (!isPlain(options)) {
    const isMadeBySkupper = certificate === 'controller' && certificates === undefined;
    if (certificates?.issued !== undefined) {
      new IssuedCertificate(site, 'router-certificate', { ...certificates.issued, ...certificates.server, server: true });
    } else if (certificate === 'program' && certificates === undefined && serverSecret === undefined) {
      new SkupperCertificate(skupper, 'router-certificate', {
        name: SERVER_SECRET,
        ca: issuer,
        subject: ROUTER,
        hosts: [...new Set([...named(linkAccess.hosts(namespace)), ...routers.flatMap((router) => [router, `${router}.${namespace}`])])],
      });
    }
    new SkupperRouterAccess(site, 'router-access', {
      accessType: type,
      secret: certificates?.server.secret ?? serverSecret ?? SERVER_SECRET,
      generate: isMadeBySkupper,
      ...(isMadeBySkupper && { issuer }),
      settings,
    });
  }
  // Skupper's own Service leads to the first of two routers.
  const own =
    service ??
    (ha && accessTypeFacts(type).reach === 'cluster' && certificate === 'program' ? ({ type: 'ClusterIP' } as const) : undefined);
  if (own !== undefined) {
    new RouterService(site, 'router-service', { ...own, ...((own.type ?? 'LoadBalancer') === 'LoadBalancer' && { ports }) });
  }
}

/** How a hub is reached, for whoever links to it. */
export function describeAccess({ linkAccess, namespace, ha, certificates }: Omit<EntranceOptions, 'issuer'>): HubAccess {
  const { plan } = linkAccess;
  const hosts = linkAccess.hosts(namespace);
  const second = ha ? plan.hosts?.(namespace, SECOND_ROUTER) : undefined;
  return {
    type: plan.type,
    ...(hosts && { hosts }),
    ...(plan.certificate === 'program' &&
      plan.serverSecret === undefined &&
      certificates === undefined && { certificateHosts: [...new Set(named(hosts))] }),
    ...(certificates && { certificates }),
    ...(second && second.edge !== hosts?.edge && { secondHosts: second }),
    ...(plan.ports && { ports: { ...plan.ports } }),
    tokens: certificates === undefined ? reachOfTokens(plan, hosts) : 'nowhere',
    ...(plan.controller && { controller: { ...plan.controller } }),
  };
}

/** A token carries the address that the cluster reports, which has to be one that others reach and that the certificate has. */
function reachOfTokens(plan: LinkAccess['plan'], hosts: LinkHosts | undefined): HubAccess['tokens'] {
  // A client's certificate from the site's own CA says nothing to a router that trusts another.
  if (plan.serverSecret !== undefined) return 'nowhere';
  if (accessTypeFacts(plan.type).reach === 'cluster') return 'cluster';
  return plan.certificate === 'program' && !named(hosts).every(isAddress) ? 'nowhere' : 'anywhere';
}

function named(hosts: LinkHosts | undefined): readonly string[] {
  return hosts === undefined ? [] : [hosts.interRouter, hosts.edge];
}
