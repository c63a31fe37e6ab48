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

export { CollectorPipeline, type CollectorPipelineProps, type ContainerResources } from './collector/collector-pipeline';
export {
  Component,
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
} from './collector/component';
export { Batch, batch, type BatchOptions } from './collector/components/batch';
export { DebugExporter, debugExporter, type DebugExporterOptions } from './collector/components/debug-exporter';
export { HealthCheck } from './collector/components/health-check';
export { JaegerReceiver, jaegerReceiver, type JaegerReceiverOptions } from './collector/components/jaeger-receiver';
export { MemoryLimiter, memoryLimiter, type MemoryLimiterOptions } from './collector/components/memory-limiter';
export {
  OtlpGrpcExporter,
  otlpGrpcExporter,
  type DeliveryOptions,
  type OtlpGrpcExporterOptions,
} from './collector/components/otlp-grpc-exporter';
export { OtlpReceiver, otlpReceiver, type OtlpReceiverOptions, type ProtocolOptions } from './collector/components/otlp-receiver';
export { Resource, resource, type ResourceAttribute } from './collector/components/resource';
export type { CollectorDistribution } from './collector/distribution';
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
export type { Signal } from './collector/signal';

export { JaegerAllInOne, type JaegerAllInOneProps } from './jaeger/jaeger';
export { JaegerStorage, type BadgerStorageOptions, type MemoryStorageOptions } from './jaeger/jaeger-storage';

export { injectSidecar, type PodWorkload } from './workload/sidecar-injection';
export { TraceGenerator, TraceProtocol, type TraceGeneratorProps } from './workload/trace-generator';

export { ArgumentError, type ArgumentPlace } from './synth/argument';
export type { Finding, FindingOptions, Severity } from './synth/finding';
export { Manifest, type ManifestCheck, type ManifestProps } from './synth/manifest';
export { Phase, phaseOf } from './synth/phase';
export { Platform } from './synth/placement';
export { addRule, type Rule } from './synth/rule';
export type { ManifestJson } from './synth/schema';
export { SynthesisError } from './synth/synthesis-error';
export type { Json } from './synth/yaml';
