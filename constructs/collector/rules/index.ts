import type { FindingOptions } from '../../synth/finding';
import type { Rendering } from '../../synth/rendering';
import { runRule } from '../../synth/rule';
import type { ManifestJson } from '../../synth/schema';
import { collectorIdentityPatched } from './collector-identity-patched';
import { componentConflict } from './component-conflict';
import { componentDeprecatedType } from './component-deprecated-type';
import { componentFileNotMounted } from './component-file-not-mounted';
import { componentListenAddress } from './component-listen-address';
import { componentNotInImage } from './component-not-in-image';
import { componentOptionLost } from './component-option-lost';
import { componentOptions } from './component-options';
import { componentPortTaken } from './component-port-taken';
import { componentRegularExpression } from './component-regular-expression';
import { componentRemoved } from './component-removed';
import { componentSignal } from './component-signal';
import { componentStatement } from './component-statement';
import { componentUnknown } from './component-unknown';
import { connectorCountsTries } from './connector-counts-tries';
import { connectorPipelines } from './connector-pipelines';
import { connectorSignals } from './connector-signals';
import { endpointGrpc } from './endpoint-grpc';
import { endpointHttp } from './endpoint-http';
import { endpointPlaintext } from './endpoint-plaintext';
import { endpointPortOfAnotherProtocol } from './endpoint-port-of-another-protocol';
import { endpointSignalPath } from './endpoint-signal-path';
import { environmentInvalidReference } from './environment-invalid-reference';
import { environmentNotExpanded } from './environment-not-expanded';
import { environmentUndefined } from './environment-undefined';
import { exporterAcknowledgedTogether } from './exporter-acknowledged-together';
import { exporterLargeMessages } from './exporter-large-messages';
import { exporterLoop, exporterLoopOverCollectors } from './exporter-loop';
import { exporterMessageTooLarge } from './exporter-message-too-large';
import { exporterOtherCluster } from './exporter-other-cluster';
import { exporterReceiverSecured } from './exporter-receiver-secured';
import { exporterSignalNotReceived } from './exporter-signal-not-received';
import { extensionMissing } from './extension-missing';
import { imageVersion } from './image-version';
import { kubernetesNoAccess } from './kubernetes-no-access';
import { memoryLimiterAboveContainer } from './memory-limiter-above-container';
import { memoryLimiterMissing } from './memory-limiter-missing';
import { memoryLimiterNotFirst } from './memory-limiter-not-first';
import { pipelineCycle } from './pipeline-cycle';
import { pipelineEmpty } from './pipeline-empty';
import { pipelineNone } from './pipeline-none';
import { pipelineRepeatedComponent } from './pipeline-repeated-component';
import { pipelineSignal } from './pipeline-signal';
import { pipelineUndefinedComponent } from './pipeline-undefined-component';
import { pipelineUnusedComponent } from './pipeline-unused-component';
import { queueAboveContainer } from './queue-above-container';
import { queueAboveVolume } from './queue-above-volume';
import { queueBatchBeforePersistent } from './queue-batch-before-persistent';
import { queueHeldInMemory } from './queue-held-in-memory';
import { queueHeldInPod } from './queue-held-in-pod';
import { queueOutageNotCovered } from './queue-outage-not-covered';
import { queueRetryGivesUp } from './queue-retry-gives-up';
import { queueStorage } from './queue-storage';
import { queueVolumeShared } from './queue-volume-shared';
import { receiverFilesOfRoot } from './receiver-files-of-root';
import { receiverJournalctl } from './receiver-journalctl';
import { receiverOneNode } from './receiver-one-node';
import { receiverPathNotMounted } from './receiver-path-not-mounted';
import { receiverSeveralPods } from './receiver-several-pods';
import { receiverSidecarOnEveryInterface } from './receiver-sidecar-on-every-interface';
import { receiverUdpPolicy } from './receiver-udp-policy';
import { remoteWriteDelta } from './remote-write-delta';
import { requestFromRouter } from './request-from-router';
import { requestLost } from './request-lost';
import { requestMetadataMissing } from './request-metadata-missing';
import { secretInConfiguration } from './secret-in-configuration';
import { serviceTelemetry } from './service-telemetry';
import { spanMetricsAfterSampling } from './span-metrics-after-sampling';
import { spanMetricsOneWriter } from './span-metrics-one-writer';
import { tailSamplingReplicas } from './tail-sampling-replicas';
import type { CollectorIdentity } from './subject';
import { CheckedCollectors } from './view/checked-collectors';
import { CollectorView, type ProgramFacts } from './view/collector-view';
import type { Neighbours } from './view/neighbours';
import { traceDeciders } from './view/trace-deciders';

/** Rules of one rendered collector. */
const RENDERED_RULES = [
  pipelineNone,
  pipelineEmpty,
  pipelineSignal,
  pipelineUndefinedComponent,
  pipelineUnusedComponent,
  pipelineRepeatedComponent,
  pipelineCycle,
  connectorSignals,
  connectorPipelines,
  connectorCountsTries,
  componentUnknown,
  componentNotInImage,
  imageVersion,
  componentRemoved,
  componentDeprecatedType,
  componentOptionLost,
  componentOptions,
  componentStatement,
  componentRegularExpression,
  componentSignal,
  componentPortTaken,
  componentListenAddress,
  extensionMissing,
  environmentUndefined,
  environmentInvalidReference,
  environmentNotExpanded,
  secretInConfiguration,
  memoryLimiterMissing,
  memoryLimiterNotFirst,
  memoryLimiterAboveContainer,
  queueAboveContainer,
  queueAboveVolume,
  queueBatchBeforePersistent,
  queueHeldInMemory,
  queueHeldInPod,
  queueStorage,
  queueVolumeShared,
  queueRetryGivesUp,
  endpointGrpc,
  endpointHttp,
  endpointPlaintext,
  endpointPortOfAnotherProtocol,
  endpointSignalPath,
  exporterLoop,
  exporterMessageTooLarge,
  exporterAcknowledgedTogether,
  exporterLargeMessages,
  receiverSidecarOnEveryInterface,
  receiverUdpPolicy,
  receiverPathNotMounted,
  receiverFilesOfRoot,
  receiverJournalctl,
  componentFileNotMounted,
  receiverOneNode,
  receiverSeveralPods,
  kubernetesNoAccess,
  serviceTelemetry,
  requestFromRouter,
  requestLost,
  requestMetadataMissing,
  spanMetricsOneWriter,
  spanMetricsAfterSampling,
  remoteWriteDelta,
] as const;

/** Rules of the construct of a collector, for `bindRules`. */
export const CONSTRUCT_RULES = [
  componentConflict,
  exporterOtherCluster,
  exporterSignalNotReceived,
  exporterReceiverSecured,
  exporterLoopOverCollectors,
  queueOutageNotCovered,
] as const;

/** All rules of collectors. */
export const COLLECTOR_RULES = [
  ...RENDERED_RULES,
  componentConflict,
  exporterOtherCluster,
  exporterSignalNotReceived,
  exporterReceiverSecured,
  queueOutageNotCovered,
  tailSamplingReplicas,
  collectorIdentityPatched,
] as const;

/**
 * Checks a rendered collector.
 *
 * @param own name of the cluster that the collector adds to telemetry. Collectors that differ only in this name have the same findings.
 */
export function checkCollector(
  manifest: ManifestJson,
  program: ProgramFacts,
  neighbours: Neighbours,
  own: string | undefined,
  { whole }: Rendering,
): readonly FindingOptions[] {
  const checked = whole.once(RENDERED_RULES, 'checked-collectors', () => new CheckedCollectors());
  const key = checked.keyOf(manifest, program, own);
  const clean = checked.tryFind(key);
  if (clean?.hasDeciders === false) return [];
  const view = new CollectorView(manifest, program);
  const found = clean === undefined ? RENDERED_RULES.flatMap((rule) => runRule(rule, (check) => check(view))) : [];
  const hasDeciders = clean?.hasDeciders ?? traceDeciders(view).length > 0;
  if (clean === undefined && found.length === 0 && key !== undefined) checked.remember(key, hasDeciders);
  return hasDeciders ? [...found, ...runRule(tailSamplingReplicas, (check) => check(view, neighbours))] : found;
}

/** Checks that JSON patches keep the identity of a collector. */
export function checkIdentity(manifest: ManifestJson, identity: CollectorIdentity): readonly FindingOptions[] {
  return runRule(collectorIdentityPatched, (check) => check(manifest, identity));
}
