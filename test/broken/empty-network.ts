// A network without sites: writing it would remove everything that was written before.
// finding: network/empty
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  network.findings();
}
