import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

import type { CollectorPipeline } from '../collector/collector-pipeline';
import { INJECT_ANNOTATION } from '../collector/pods/sidecar';
import { joinSidecar } from '../security/pod-guard';
import { ArgumentError } from '../synth/argument';
import { annotatePods, podAnnotations, type PodWorkload } from './pod-annotations';

/**
 * Gives the pods of a workload a sidecar collector. OpenTelemetry SDKs find it where they look by default: on localhost, ports 4317
 * and 4318.
 *
 * The operator acts when a pod is created: apply the collector first. The numbers of the files and the Argo CD waves see to
 * that.
 *
 * @throws ArgumentError if the collector is no sidecar, the pods have another one already, or the object makes no pods
 * @see https://opentelemetry.io/docs/platforms/kubernetes/operator/
 */
export function injectSidecar(workload: PodWorkload, collector: CollectorPipeline): void {
  const { metadata } = ApiObject.of(workload);
  const reference = sidecarReference(workload, metadata.namespace, collector);
  const before = podAnnotations(workload)[INJECT_ANNOTATION];
  if (before !== undefined && before !== reference) {
    throw new ArgumentError(
      workload,
      'collector',
      `the pods have the sidecar ${before} already, and the operator injects one`,
      'choose one sidecar, and give it both pipelines',
    );
  }
  const { namespace = collector.namespace } = metadata;
  if (namespace !== undefined) joinSidecar(workload, namespace, collector.member);
  annotatePods(workload, { [INJECT_ANNOTATION]: reference });
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
