import { Size } from 'cdk8s';
import { Construct } from 'constructs';

import type { ContainerResources } from '../collector/pods/resources';
import type { Exporter } from '../collector/catalogue/component';
import type { DeliveryOptions } from '../collector/delivery/delivery';
import type { CollectorSenders, CollectorViewers } from '../security/network-member';
import type { Manifest } from '../synth/manifest';
import { QUERY_PORT } from './components';
import { createJaeger } from './generations';
import type { JaegerBackend } from './jaeger-backend';
import { JaegerStorage } from './jaeger-storage';
import { PURE } from '../synth/shape/pure';

/** Properties of `JaegerAllInOne`. */
export interface JaegerAllInOneProps {
  /** Where traces are kept. @default JaegerStorage.memory() */
  readonly storage?: JaegerStorage;
  /** Image of Jaeger, pinned. @default - Jaeger 2.20.0; in the legacy generation the all-in-one image of 1.65.0 */
  readonly image?: string;
  /**
   * Which pods may reach the UI and the query API, where the site makes network policies: neither has a login. `kubectl port-forward`
   * reaches them in any case; an ingress controller needs `'cluster'`, a load balancer `'anybody'`. There are no policies in the legacy generation.
   *
   * @default 'nobody'
   */
  readonly viewers?: CollectorViewers;
  /**
   * Who may send traces over OTLP, where the site makes network policies, as for a collector. There are no policies in the legacy generation.
   *
   * @default - `'known'` if something in the program sends to it, otherwise `'cluster'`
   */
  readonly senders?: CollectorSenders;
  /** What the container asks for and is bound to. @default - 100 millicores and 1 GiB */
  readonly resources?: ContainerResources;
}

/**
 * Jaeger in one pod: OTLP in on 4317, UI and query API on 16686. Jaeger v2 is a collector, so the OpenTelemetry operator runs it; it makes
 * probes from `health_check` alone, which Jaeger's binary does not have: the pod has none. In a network of the legacy generation it is
 * Jaeger v1, run by the Jaeger operator.
 *
 * @see https://www.jaegertracing.io/docs/latest/
 */
export class JaegerAllInOne extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  private readonly backend: JaegerBackend;

  /** @throws ArgumentError if the id is not a DNS label of at most 39 characters */
  public constructor(scope: Construct, id: string, props: JaegerAllInOneProps = {}) {
    super(scope, id);
    const { storage = JaegerStorage.memory(), senders, viewers, resources = {}, image } = props;
    const { memory = Size.gibibytes(1), millicores = 100 } = resources;
    this.backend = createJaeger(this, id, { storage, image, senders, viewers, resources: { memory, millicores } });
  }

  /** An exporter for pipelines of collectors in the same cluster. */
  public exporter(options: DeliveryOptions = {}): Exporter<'traces'> {
    return this.backend.exporter(options);
  }

  /** The Kubernetes object, for JSON patches. */
  public get manifest(): Manifest {
    return this.backend.manifest;
  }

  /** Name of the Deployment or StatefulSet that the operator makes, for example for `kubectl port-forward`. */
  public get workloadName(): string {
    return this.backend.workloadName;
  }

  /** Port of the UI and the query API. */
  public get queryPort(): number {
    return QUERY_PORT;
  }
}
