// A password in the address of the repository would be committed.
// finding: argument argocd
// says: received one that may hold a password
import { ArgoCd, EdgeSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  new EdgeSite(network, 'edge');
  new ArgoCd(network, 'argocd', { repository: 'https://deploy:hunter2@git.example.com/telemetry.git' });
}
