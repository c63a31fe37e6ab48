// The list of sites came back empty: Argo CD would let go of all there were.
// finding: argocd/no-sites argocd
// says: the network has no sites for Argo CD to apply
import { ArgoCd } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  new ArgoCd(network, 'argocd', { repository: 'https://git.example.com/telemetry.git', applicationSet: true });
}
