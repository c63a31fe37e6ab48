// Fields that the schemas of Skupper let pass and its controller does not.
// finding: skupper/field edge/listener/Resource
// finding: skupper/field edge/listener/Resource
// says: wants the name of a Service
// says: Listener wants a port from 1 to 65535, received 0
// finding: address/not-exposed edge/listener/Resource
// finding: skupper/field edge/connector/Resource
// says: Connector wants tcp, received "http"
// finding: skupper/field edge/skupper-site/Resource
// says: router-logging
// finding: skupper/field edge/link-hub/Resource
// finding: skupper/field edge/link-hub/Resource
// says: wants an integer of at least 1, received -1
// finding: link/cost-on-edge edge/link-hub/Resource
// finding: skupper/field hub/router-access/Resource
// says: RouterAccess wants the role edge, or no edge can link
// finding: listener/host-taken hub/connector-orders/Resource
// says: the router would connect to itself
import { ApiObject, JsonPatch } from 'cdk8s';

import { EdgeSite, LinkAccess, PublicSite, ServiceTarget, SiteLink, SkupperConnector, SkupperListener } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub', { linkAccess: LinkAccess.loadBalancer({ host: 'hub.example.com' }) });
  const edge = new EdgeSite(network, 'edge', { links: [SiteLink.secret(hub, { secret: 'client' })] });
  edge.skupper.manifest.addJsonPatch(JsonPatch.add('/spec/settings', { 'router-logging': 'debug' }));
  const listener = new SkupperListener(edge, 'listener', { host: 'db', port: 5432, routingKey: 'none' });
  listener.manifest.addJsonPatch(JsonPatch.replace('/spec/port', 0), JsonPatch.replace('/spec/host', 'Foo.bar'));
  const connector = new SkupperConnector(edge, 'connector', { name: 'c', routingKey: 'c', selector: 'app=db', port: 1 });
  connector.manifest.addJsonPatch(JsonPatch.replace('/spec/type', 'http'));
  patch(edge, 'Link', JsonPatch.remove('/spec/tlsCredentials'), JsonPatch.add('/spec/cost', -1));
  patch(hub, 'RouterAccess', JsonPatch.remove('/spec/roles/1'));

  const address = hub.expose(ServiceTarget.host('orders.telemetry.svc'), { address: 'orders', port: 1 });
  hub.listenTo(address);
}

function patch(site: EdgeSite | PublicSite, kind: string, ...operations: JsonPatch[]): void {
  for (const object of site.node.findAll()) if (object instanceof ApiObject && object.kind === kind) object.addJsonPatch(...operations);
}
