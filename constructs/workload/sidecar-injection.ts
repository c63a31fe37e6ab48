import { ApiObject } from 'cdk8s';
import type { Workload } from 'cdk8s-plus-27';
import type { IConstruct } from 'constructs';

import type { CollectorPipeline } from '../collector/collector-pipeline';
import { INJECT_ANNOTATION } from '../collector/sidecar';
import { joinSidecar } from '../security/pod-guard';
import { ArgumentError } from '../synth/argument';
import { SYNC_WAVE, syncWave } from '../synth/phase';

/** A workload of cdk8s-plus: Deployment, StatefulSet, DaemonSet, Job, CronJob. */
export type PodWorkload = IConstruct & Pick<Workload, 'podMetadata'>;

/**
 * Gives the pods of a cdk8s-plus workload a sidecar collector. OpenTelemetry SDKs find it where they look by default: on
 * localhost, ports 4317 and 4318.
 *
 * The operator acts when a pod is created: apply the collector first. The numbers of the files and the Argo CD waves see to
 * that.
 *
 * @throws ArgumentError if the collector is no sidecar, or the pods have another one already
 * @see https://opentelemetry.io/docs/platforms/kubernetes/operator/
 */
export function injectSidecar(workload: PodWorkload, collector: CollectorPipeline): void {
  const object = ApiObject.of(workload);
  const reference = sidecarReference(workload, object.metadata.namespace, collector);
  const { annotations } = workload.podMetadata.toJson() as { readonly annotations?: Readonly<Record<string, string>> };
  const before = annotations?.[INJECT_ANNOTATION];
  if (before !== undefined && before !== reference) {
    throw new ArgumentError(
      workload,
      'collector',
      `the pods have the sidecar ${before} already, and the operator injects one`,
      'choose one sidecar, and give it both pipelines',
    );
  }
  const { namespace = collector.namespace } = object.metadata;
  if (namespace !== undefined) joinSidecar(workload, namespace, collector.member);
  workload.podMetadata.addAnnotation(INJECT_ANNOTATION, reference);
  object.metadata.addAnnotation(SYNC_WAVE, syncWave(object.apiVersion, object.kind));
}

/**
 * What the annotation says of a collector: its name, with the namespace if that is another one.
 *
 * @throws ArgumentError if the collector is no sidecar
 */
export function sidecarReference(place: IConstruct, namespace: string | undefined, collector: CollectorPipeline): string {
  if (!collector.mode.isSidecar) {
    throw new ArgumentError(
      place,
      'collector',
      `the collector ${collector.node.path} is no sidecar`,
      'give it mode: CollectorMode.sidecar(), or send to its Service',
    );
  }
  return collector.namespace === namespace || collector.namespace === undefined
    ? collector.name
    : `${collector.namespace}/${collector.name}`;
}
