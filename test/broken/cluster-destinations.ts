// One cluster under two destinations of Argo CD, and one destination for two clusters.
// finding: cluster/destination b
// finding: cluster/destination d
// says: Argo CD knows the cluster one as two here and as one in a
// says: Argo CD would apply the cluster four to https://kubernetes.default.svc, which is the cluster three of c
import { Cluster, EdgeSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  new EdgeSite(network, 'a', { cluster: new Cluster('one'), namespace: 'a' });
  new EdgeSite(network, 'b', { cluster: new Cluster('one', { argocd: { name: 'two' } }), namespace: 'b' });
  const argocd = { server: 'https://kubernetes.default.svc' };
  new EdgeSite(network, 'c', { cluster: new Cluster('three', { argocd }) });
  new EdgeSite(network, 'd', { cluster: new Cluster('four', { argocd }) });
}
