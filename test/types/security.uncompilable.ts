// The level that a Skupper router does not pass, levels that there are not, and mirrors that are no registry.
// error: TS2322 Type '"restricted"' is not assignable to type 'SitePodSecurityLevel | undefined'
// error: TS2322 Type '"strict"' is not assignable to type 'PodSecurityLevel | undefined'
// error: TS2322 Type 'number' is not assignable to type 'string'
import { EdgeSite, TelemetryNetwork } from '../../constructs';

const network = new TelemetryNetwork();
const edge = new EdgeSite(network, 'edge', { podSecurity: 'restricted' });
edge.addNamespace('apps', { podSecurity: 'strict' });
new TelemetryNetwork({ images: { mirrors: { 'ghcr.io': 5000 } } });

// This does compile.
edge.addNamespace('strict', { podSecurity: 'restricted' });
