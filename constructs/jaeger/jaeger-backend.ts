import type { Size } from 'cdk8s';

import type { Exporter } from '../collector/catalogue/component';
import type { DeliveryOptions } from '../collector/delivery/delivery';
import type { CollectorSenders, CollectorViewers } from '../security/network-member';
import type { Manifest } from '../synth/manifest';
import type { JaegerStorage } from './jaeger-storage';

/** Jaeger as one generation runs it. */
export interface JaegerBackend {
  /** The Kubernetes object, for JSON patches. */
  readonly manifest: Manifest;
  /** Name of the Deployment or StatefulSet that the operator creates. */
  readonly workloadName: string;
  /** Returns an exporter for pipelines of collectors in the same cluster. */
  exporter(options: DeliveryOptions): Exporter<'traces'>;
}

/** Properties of a `JaegerBackend`. */
export interface JaegerBackendProps {
  readonly storage: JaegerStorage;
  /** @default - the pinned image of the generation */
  readonly image: string | undefined;
  readonly senders: CollectorSenders | undefined;
  readonly viewers: CollectorViewers | undefined;
  readonly resources: { readonly millicores: number; readonly memory: Size };
}
