import { VERSIONS } from '../../imports/versions';
import { NAMESPACE, type TwoClusters } from './two-clusters';

const SKUPPER = 'skupper.io/v2alpha1';

/** What Skupper's controller writes on each Secret in use. */
export const PROFILE = 'internal.skupper.io/tls-profile-context';

/** Why an object is not ready. */
export interface Fault {
  readonly reason: 'Pending' | 'Error';
  readonly message: string;
}

const CONDITIONS = { public: ['Configured', 'Running', 'Resolved'], edge: ['Configured', 'Running'] } as const;

/** Writes the statuses of the README's program as the controllers do, one after the other. */
export class PlayedControllers {
  public constructor(private readonly clusters: TwoClusters) {}

  public listener(fault?: Fault): void {
    const status = { ...skupperStatus(['Configured', 'Matched'], fault), hasMatchingConnector: fault === undefined };
    this.clusters.report('edge', 'listener.skupper.io/otel-linked-collector', status);
  }
  public connector(fault?: Fault): void {
    const status = { ...skupperStatus(['Configured', 'Matched'], fault), hasMatchingListener: fault === undefined };
    this.clusters.report('public', 'connector.skupper.io/otel-linked-collector', {
      ...status,
      selectedPods: [{ name: 'a', ip: '10.0.0.1' }],
    });
  }
  public link(fault?: Fault): void {
    const status = { ...skupperStatus(['Configured', 'Operational'], fault), remoteSiteName: 'public' };
    this.clusters.report('edge', 'link.skupper.io/public', status);
  }
  public site(name: 'public' | 'edge', fault?: Fault): void {
    const controller = { name: 'skupper-controller', namespace: 'skupper', version: VERSIONS.skupper };
    this.clusters.report(name, `site.skupper.io/${name}`, { ...skupperStatus(CONDITIONS[name], fault), controller, sitesInNetwork: 2 });
  }
  public collector(name: 'public' | 'edge', object: string, statusReplicas: string, ready = 'True'): void {
    const image = `ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s:${VERSIONS.collector}`;
    const message = ready === 'True' ? 'reconciled' : 'failed to create objects for telemetry';
    const conditions = [
      {
        type: 'Ready',
        status: ready,
        reason: ready === 'True' ? 'Reconciled' : 'Error',
        message,
        lastTransitionTime: '2026-07-01T12:00:00Z',
      },
    ];
    this.clusters.report(name, `opentelemetrycollector/${object}`, {
      image,
      version: VERSIONS.opentelemetryOperator,
      scale: { statusReplicas, replicas: 1 },
      conditions,
    });
  }
  public workload(available: number): void {
    const condition = { type: 'Available', status: available > 0 ? 'True' : 'False', reason: 'Minimum' };
    const numbers = { replicas: 1, readyReplicas: available, availableReplicas: available, observedGeneration: 1 };
    this.clusters.report('edge', 'deployment/myapp', { ...numbers, conditions: [condition] });
  }

  /** What controllers make of the README's program once it is linked. */
  public beReady(): void {
    const site0 = JSON.parse(this.clusters.edge.mustKubectl(['-n', NAMESPACE, 'get', 'site', 'edge', '-o', 'json'])) as {
      metadata: { uid: string };
    };
    const ownerReferences = [{ apiVersion: SKUPPER, kind: 'Site', name: 'edge', uid: site0.metadata.uid }];
    const metadata = { name: 'public', namespace: NAMESPACE, ownerReferences };
    const data = Object.fromEntries(['ca.crt', 'tls.crt', 'tls.key'].map((key) => [key, 'U0VDUkVU']));
    this.clusters.make('edge', {
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'kubernetes.io/tls',
      data,
      metadata: { ...metadata, annotations: { [PROFILE]: '{}' } },
    });
    const endpoints = [{ name: 'edge', host: '192.0.2.1', port: '45671' }];
    this.clusters.make('edge', { apiVersion: SKUPPER, kind: 'Link', metadata, spec: { endpoints, tlsCredentials: 'public' } });
    this.site('public');
    this.site('edge');
    this.link();
    this.listener();
    this.connector();
    this.collector('public', 'jaeger-skupper', '1/1');
    this.collector('public', 'otel-collector-app', '2/2');
    this.collector('edge', 'sidecar-for-my-app', '0/0');
    this.workload(1);
  }
}

/** Conditions as Skupper's controller writes them: all of them true, or the first that is not, with a reason. */
function skupperStatus(conditions: readonly string[], fault?: Fault): object {
  const [broken, ...others] = [...conditions].reverse();
  const condition = (type: string, isTrue: boolean): unknown => ({
    type,
    status: isTrue ? 'True' : 'False',
    reason: isTrue ? 'Ready' : (fault?.reason ?? 'Pending'),
    message: isTrue ? 'OK' : (fault?.message ?? ''),
    // Of a spec that was changed in between too.
    observedGeneration: 99,
    lastTransitionTime: '2026-07-01T12:00:00Z',
  });
  const last = fault === undefined;
  return {
    status: fault?.reason ?? 'Ready',
    message: fault?.message ?? 'OK',
    conditions: [...others.reverse().map((type) => condition(type, true)), condition(broken ?? '', last), condition('Ready', last)],
  };
}
