// What each mode refuses.
// error: TS2554 Expected 0 arguments, but got 1
// error: TS2353 'replicas' does not exist in type 'DaemonSetModeOptions'
// error: TS2353 'volumeClaims' does not exist in type 'DeploymentModeOptions'
// error: TS2353 'ha' does not exist in type 'EdgeSiteProps'
import { CollectorMode, EdgeSite, TelemetryNetwork } from '../../constructs';

CollectorMode.sidecar({ tolerations: [] });
CollectorMode.daemonset({ replicas: 2 });
CollectorMode.deployment({ volumeClaims: [] });
new EdgeSite(new TelemetryNetwork(), 'edge', { ha: true });
