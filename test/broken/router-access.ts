// Ways into a router that the schemas take and the controller does not: most by patches and by hand.
// finding: site/ha-ingress two/skupper-site/Resource
// finding: site/issuer issued/skupper-site/Resource
// says: with linkAccess the router trusts skupper-site-ca alone
// finding: router-access/type issued/skupper-site/Resource
// says: there is no access type "LoadBalancer"; Skupper knows local, loadbalancer,
// finding: router-access/type routed/router-access/Resource
// says: routes are there on OpenShift only
// finding: router-access/name doubled/own/Resource
// says: the site's linkAccess makes a RouterAccess skupper-router too
// finding: router-access/name pair/own/Resource
// says: dials the first at skupper-router
// finding: router-access/ports ported/second/Resource
// finding: router-access/ports ported/second/Resource
// finding: router-access/ports ported/router-access/Resource
// finding: router-access/ports ported/router-access/Resource
// says: the role edge needs a port from 1 to 65535, received none
// says: the role has to be inter-router or edge, received "peer"
// says: the port 55671 is taken by ported/router-access/Resource already
// finding: site/edge-link-access edge/own/Resource
// finding: site/edge-link-access edge/grant
import { ApiObject, JsonPatch } from 'cdk8s';

import { EdgeSite, LinkAccess, PublicSite, SkupperRouterAccess } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  new PublicSite(network, 'two', { ha: true, linkAccess: LinkAccess.ingressNginx({ domain: 'apps.example.com' }) });

  const issued = new PublicSite(network, 'issued');
  issued.skupper.manifest.addJsonPatch(
    JsonPatch.add('/spec/defaultIssuer', 'own-ca'),
    JsonPatch.replace('/spec/linkAccess', 'LoadBalancer'),
  );

  const named = LinkAccess.loadBalancer({ host: 'hub.example.com' });
  const routed = new PublicSite(network, 'routed', { linkAccess: named });
  routerAccess(routed).addJsonPatch(JsonPatch.replace('/spec/accessType', 'route'));

  new SkupperRouterAccess(new PublicSite(network, 'doubled'), 'own', { secret: 'server' });

  const pair = new PublicSite(network, 'pair', { linkAccess: LinkAccess.local() });
  pair.skupper.manifest.addJsonPatch(JsonPatch.remove('/spec/linkAccess'), JsonPatch.add('/spec/ha', true));
  new SkupperRouterAccess(pair, 'own', { name: 'own', secret: 'server' });

  const ported = new PublicSite(network, 'ported', { linkAccess: named });
  new SkupperRouterAccess(ported, 'second', { name: 'second', secret: 'server', ports: { edge: 55_671 } });
  routerAccess(ported).addJsonPatch(JsonPatch.remove('/spec/roles/1/port'), JsonPatch.add('/spec/roles/2', { name: 'peer', port: 1 }));

  const edge = new EdgeSite(network, 'edge');
  new SkupperRouterAccess(edge, 'own', { secret: 'server' });
  new ApiObject(edge, 'grant', {
    apiVersion: 'skupper.io/v2alpha1',
    kind: 'AccessGrant',
    metadata: { name: 'grant' },
    spec: { redemptionsAllowed: 1, expirationWindow: '15m' },
  });
}

function routerAccess(hub: PublicSite): ApiObject {
  const object = hub.node.findAll().find((construct) => construct instanceof ApiObject && construct.kind === 'RouterAccess');
  if (object instanceof ApiObject) return object;
  throw new Error('the hub has no RouterAccess');
}
