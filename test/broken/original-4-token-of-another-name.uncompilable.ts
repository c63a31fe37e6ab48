// The original's script asks for a token Secret of another name than the manifest's: here a link names its hub, as an
// object, and no Secret at all.
// error: TS2345 Argument of type 'string' is not assignable to parameter of type 'LinkTarget'
// error: TS2345 Argument of type 'EdgeSite' is not assignable to parameter of type 'LinkTarget'
import { EdgeSite, SiteLink, TelemetryNetwork } from '../../constructs';

const network = new TelemetryNetwork();
new EdgeSite(network, 'edge', { links: [SiteLink.token('skupper-requested-secret')] });
const other = new EdgeSite(network, 'other');
new EdgeSite(network, 'third', { links: [SiteLink.token(other)] });
