// A bootstrap that lacks operators, and OperatorGroups where there is one already.
// finding: bootstrap/operator-missing edge/bootstrap
// finding: bootstrap/operator-missing edge/bootstrap
// finding: bootstrap/operator-groups edge/monitoring/second/Resource
// finding: bootstrap/operator-groups edge/global/Resource
// says: the site has resources that nobody heeds without Skupper, and this does not install it
// says: takes the certificate of its webhook from cert-manager, and this does not install it
// says: the namespace monitoring has an OperatorGroup already, from edge/monitoring/first/Resource
// says: the namespace operators has an OperatorGroup already, from OLM itself
import { Bootstrap, EdgeSite, OperatorGroup, existingNamespace } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge');
  new Bootstrap(edge, 'bootstrap', { operators: ['openTelemetry'] });
  const monitoring = edge.addNamespace(existingNamespace('monitoring'));
  new OperatorGroup(monitoring, 'first');
  new OperatorGroup(monitoring, 'second', { name: 'other' });
  new OperatorGroup(edge, 'global', { namespace: 'operators' });
}
