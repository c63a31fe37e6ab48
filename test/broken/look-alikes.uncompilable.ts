// Strings, factories that were not called and look-alikes in the place of typed choices.
// error: TS2322 Type 'string' is not assignable to type 'LinkAccess'
// error: TS2322 is not assignable to type 'LinkAccess'
// error: TS2741 Property 'brand' is missing
// error: TS2322 Type 'string' is not assignable to type 'JaegerStorage'
// error: TS2739 is missing the following properties from type 'CollectorMode'
// error: TS2741 Property 'brand' is missing
// error: TS2322 is not assignable to type 'string | ExistingNamespace | undefined'
import {
  Cluster,
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  LinkAccess,
  Platform,
  PublicSite,
  TelemetryNetwork,
} from '../../constructs';

const network = new TelemetryNetwork();
const hub = new PublicSite(network, 'a', { linkAccess: 'loadbalancer' });
new PublicSite(network, 'b', { linkAccess: LinkAccess.route });
new PublicSite(network, 'c', { links: [{ hub, kind: 'secret' as const, cost: undefined, request: undefined, secretLink: undefined }] });
new JaegerAllInOne(hub, 'jaeger', { storage: 'badger' });
new CollectorPipeline(hub, 'gateway', { mode: { isSidecar: true } });
new EdgeSite(network, 'edge', {
  cluster: { name: 'BAD NAME', platform: Platform.OPENSHIFT, apiServerPorts: [443], argocd: { name: 'x' } },
});
new EdgeSite(network, 'other', { namespace: new Cluster('x') });
void CollectorMode;
