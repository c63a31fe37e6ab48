export { Cluster, type ClusterProps } from './sites/cluster';
export { EdgeSite, type EdgeSiteProps } from './sites/edge-site';
export { SiteLink, type LinkTarget, type SecretLinkOptions } from './sites/link';
export { LinkedExporter, type LinkedExporterOptions } from './sites/linked-exporter';
export { TelemetryNetwork, type TelemetryNetworkProps } from './sites/network';
export { PublicSite, type ExposeOptions, type PublicSiteProps } from './sites/public-site';
export { Site, type SiteKind, type SiteProps } from './sites/site';
export { ExistingNamespace, existingNamespace } from './sites/site-namespace';
export { TelemetryAddress } from './sites/telemetry-address';
export type { Topology, TopologyObject, TopologySite } from './sites/topology';

export { SkupperConnector, type SkupperConnectorProps } from './skupper/connector';
export { SkupperLink, type LinkHosts, type LinkPorts, type SkupperLinkProps } from './skupper/link';
export { LinkAccess } from './skupper/link-access';
export { SkupperListener, type SkupperListenerProps } from './skupper/listener';
export { SkupperSite, type SkupperSiteProps } from './skupper/skupper-site';

export type { ClusterAccess } from './collector/access';
export type { NamedOptions, OptionArguments } from './collector/catalogued';
export { CollectorPipeline, type CollectorPipelineProps } from './collector/collector-pipeline';
export {
  Component,
  Connector,
  Exporter,
  Extension,
  Processor,
  Receiver,
  type ComponentBinding,
  type ComponentConfig,
  type ComponentKind,
  type ComponentPort,
  type ComponentVolume,
  type ConfigValue,
  type Destination,
  type FedPipeline,
} from './collector/component';
export {
  countConnector,
  exceptionsConnector,
  failoverConnector,
  forwardConnector,
  roundRobinConnector,
  routingConnector,
  serviceGraphConnector,
  spanMetricsConnector,
} from './collector/components/connectors';
export type { DeliveryOptions } from './collector/components/delivery';
export {
  debugExporter,
  fileExporter,
  loadBalancingExporter,
  nopExporter,
  prometheusExporter,
  prometheusRemoteWriteExporter,
  zipkinExporter,
} from './collector/components/exporters';
export {
  ackExtension,
  basicauthExtension,
  bearertokenauthExtension,
  cgroupRuntimeExtension,
  headersSetterExtension,
  healthCheckExtension,
  healthcheckv2Extension,
  hostObserverExtension,
  k8sLeaderElectorExtension,
  k8sObserverExtension,
  oauth2clientExtension,
  oidcExtension,
  opampExtension,
  pprofExtension,
  zpagesExtension,
} from './collector/components/extensions';
export { FileStorage, fileStorageExtension, type FileStorageExtensionOptions } from './collector/components/file-storage';
export {
  JaegerReceiver,
  jaegerReceiver,
  type JaegerReceiverOptions,
  type ThriftHttpOptions,
  type UdpProtocolOptions,
} from './collector/components/jaeger-receiver';
export { LoadBalancedExporter, type LoadBalancedOptions } from './collector/components/load-balanced-exporter';
export { OtlpGrpcExporter, otlpGrpcExporter, type OtlpGrpcExporterOptions } from './collector/components/otlp-grpc-exporter';
export { OtlpHttpExporter, otlpHttpExporter, type OtlpHttpExporterOptions } from './collector/components/otlp-http-exporter';
export {
  OtlpReceiver,
  otlpReceiver,
  type GrpcProtocolOptions,
  type HttpProtocolOptions,
  type OtlpReceiverOptions,
  type ProtocolOptions,
} from './collector/components/otlp-receiver';
export {
  attributesProcessor,
  batchProcessor,
  cumulativeToDeltaProcessor,
  deltaToCumulativeProcessor,
  deltaToRateProcessor,
  drainProcessor,
  filterProcessor,
  groupbyattrsProcessor,
  groupbytraceProcessor,
  intervalProcessor,
  k8sAttributesProcessor,
  logDedupProcessor,
  memoryLimiterProcessor,
  metricsTransformProcessor,
  metricsgenerationProcessor,
  probabilisticSamplerProcessor,
  redactionProcessor,
  resourceDetectionProcessor,
  resourceProcessor,
  tailSamplingProcessor,
  transformProcessor,
} from './collector/components/processors';
export {
  fileLogReceiver,
  fluentForwardReceiver,
  hostMetricsReceiver,
  httpCheckReceiver,
  journaldReceiver,
  k8sClusterReceiver,
  k8sEventsReceiver,
  k8sObjectsReceiver,
  kubeletStatsReceiver,
  nopReceiver,
  prometheusReceiver,
  zipkinReceiver,
} from './collector/components/receivers';
export {
  customConnector,
  customExporter,
  customExtension,
  customProcessor,
  customReceiver,
  type CustomConnectorOptions,
  type CustomOptions,
  type CustomSignalOptions,
} from './collector/custom';
export { CollectorDistribution, type CustomDistributionProps, type HeldComponents } from './collector/distribution';
export { EnvironmentSource, SecretValue, secretValue, type Environment, type SecretValueOptions } from './collector/environment';
export type { QueuebatchConfig, RetryBackOffConfig } from '../imports/otelcol/shared';
export type { ExtensionReference, OptionValue, PipelineReference, Secret, SecretReference } from '../imports/otelcol/references';
export type { CollectorHost } from './collector/host';
export {
  CollectorMode,
  type AutoscalerOptions,
  type DaemonSetModeOptions,
  type DeploymentModeOptions,
  type ScaleOptions,
  type SchedulingOptions,
  type StatefulSetModeOptions,
  type VolumeClaimOptions,
} from './collector/mode';
export { Pipeline } from './collector/pipeline';
export type { ContainerResources } from './collector/resources';
export type { Signal } from './collector/signal';

export { JaegerAllInOne, type JaegerAllInOneProps } from './jaeger/jaeger';
export { JaegerStorage, type BadgerStorageOptions, type MemoryStorageOptions } from './jaeger/jaeger-storage';

export { injectSidecar, type PodWorkload } from './workload/sidecar-injection';
export { TraceGenerator, TraceProtocol, type TraceGeneratorProps } from './workload/trace-generator';

export { ArgumentError, type ArgumentPlace } from './synth/argument';
export type { Finding, FindingOptions } from './synth/finding';
export { Manifest, type ManifestCheck, type ManifestProps } from './synth/manifest';
export { Phase, phaseOf } from './synth/phase';
export { Platform } from './synth/placement';
export { addRule, type Rule } from './synth/rule';
export type { AdjustableRuleId, RuleId, RuleSetting, RuleSettings, Severity } from './synth/rule-table';
export type { ManifestJson } from './synth/schema';
export { SynthesisError } from './synth/synthesis-error';
export type { Json } from './synth/yaml';
