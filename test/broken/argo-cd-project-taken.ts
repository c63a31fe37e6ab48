// Two projects of one name, with Applications of the same names.
// finding: argocd/project-taken second
// says: the project telemetry is made by first already
import { ArgoCd, EdgeSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  new EdgeSite(network, 'edge');
  const repository = 'https://git.example.com/telemetry.git';
  new ArgoCd(network, 'first', { repository });
  new ArgoCd(network, 'second', { repository });
  new ArgoCd(network, 'third', { repository, project: 'other' });
}
