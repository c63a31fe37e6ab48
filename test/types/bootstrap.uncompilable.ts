// Operators for what is no site, that there are not, and from a source that is told in words.
// error: TS2345 Argument of type 'TelemetryNetwork' is not assignable to parameter of type 'Site'
// error: TS2322 Type '"istio"' is not assignable to type 'BootstrapOperator'
// error: TS2322 Type 'string' is not assignable to type 'OperatorSource'
// error: TS2322 Type '"sometimes"' is not assignable to type 'InstallApproval | undefined'
// error: TS2741 Property 'namespace' is missing
import { Bootstrap, EdgeSite, OperatorSource, Subscription, TelemetryNetwork } from '../../constructs';

const network = new TelemetryNetwork();
const edge = new EdgeSite(network, 'edge');
new Bootstrap(network);
new Bootstrap(edge, 'a', { operators: ['istio'] });
new Bootstrap(edge, 'b', { by: 'olm' });
OperatorSource.olm({ approval: 'sometimes' });
new Subscription(edge, 's', { package: 'p', channel: 'c', catalog: { name: 'operatorhubio-catalog' } });
