// Skupper v2 from operatorhub.io, which has v1 alone.
// finding: argument edge/bootstrap
// says: operatorhub.io does not have Skupper 2.2.1
// says: leave skupper out of operators and install it otherwise (kubectl apply -f
import { Bootstrap, EdgeSite, OperatorSource } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  new Bootstrap(new EdgeSite(network, 'edge'), 'bootstrap', { by: OperatorSource.olm() });
}
