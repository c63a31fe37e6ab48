// The original has a console password in a ConfigMap: no prop takes one.
// error: TS2353 'consolePassword' does not exist in type 'PublicSiteProps'
// error: TS2353 'settings' does not exist in type 'EdgeSiteProps'
import { EdgeSite, PublicSite, TelemetryNetwork } from '../../constructs';

const network = new TelemetryNetwork();
new PublicSite(network, 'public', { consolePassword: 'rubble' });
new EdgeSite(network, 'edge', { settings: { 'console-password': 'rubble' } });
