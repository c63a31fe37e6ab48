// Network policies that are asked for where none are made.
// finding: argument edge
// says: are not made in the legacy generation
import { EdgeSite, type TelemetryNetwork } from '../../constructs';

export const generation = 'legacy';

export default function program(network: TelemetryNetwork): void {
  new EdgeSite(network, 'edge', { networkPolicies: true });
}
