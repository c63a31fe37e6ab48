import { VERSIONS } from '../../imports/versions';
import type { TwoClusters } from './two-clusters';

/** An operator that runs in its namespace. */
export interface OperatorPod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly image: string;
  readonly env?: readonly { readonly name: string; readonly value: string }[];
}

export const OPEN_TELEMETRY: OperatorPod = {
  namespace: 'opentelemetry-operator-system',
  name: 'opentelemetry-operator-controller-manager',
  labels: { 'app.kubernetes.io/name': 'opentelemetry-operator' },
  image: `ghcr.io/open-telemetry/opentelemetry-operator/opentelemetry-operator:${VERSIONS.opentelemetryOperator}`,
};

/** Runs an operator as far as its Deployment tells. @param available how many of its pods are */
export function runOperator(
  clusters: TwoClusters,
  site: 'public' | 'edge',
  { namespace, name, labels, image, env = [] }: OperatorPod,
  available = 1,
): void {
  const metadata = { name, namespace, labels };
  clusters.make(site, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  const template = { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'controller', image, env }] } };
  clusters.make(site, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { selector: { matchLabels: { app: name } }, template },
  });
  clusters.report(site, `deployment/${name}`, { replicas: 1, readyReplicas: available, availableReplicas: available }, namespace);
}
