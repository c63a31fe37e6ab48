// Argo CD anywhere but in a network, and clusters that it would know by two things or by none.
// error: TS2345 Argument of type 'App' is not assignable to parameter of type 'TelemetryNetwork'
// error: TS2345 Argument of type 'EdgeSite' is not assignable to parameter of type 'TelemetryNetwork'
// error: TS2345 Property 'repository' is missing
// error: TS2322 Type 'string' is not assignable to type 'undefined'
// error: TS2322 is not assignable to type 'ArgoCdDestination | undefined'
// error: TS2322 Type 'string' is not assignable to type 'ArgoCdDestination | undefined'
import { App } from 'cdk8s';

import { ArgoCd, Cluster, EdgeSite, TelemetryNetwork } from '../../constructs';

const network = new TelemetryNetwork();
const repository = 'https://git.example.com/telemetry.git';
new ArgoCd(new App(), 'argocd', { repository });
new ArgoCd(new EdgeSite(network, 'edge'), 'argocd', { repository });
new ArgoCd(network, 'argocd', {});
new Cluster('a', { argocd: { name: 'a', server: 'https://a.example.com' } });
new Cluster('a', { argocd: {} });
new Cluster('a', { argocd: 'a' });
