// A password in the ConfigMap of a Skupper v1 site, by a JSON patch.
// finding: secret/in-output hub/skupper-site/Resource
// says: a password in a ConfigMap would be written in clear
import { JsonPatch } from 'cdk8s';

import { PublicSite, type TelemetryNetwork } from '../../constructs';

export const generation = 'legacy';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub', { legacy: { console: { user: 'barney' } } });
  hub.skupper.manifest.addJsonPatch(JsonPatch.add('/data/console-password', 'hunter2'));
}
