export { AddressGroup, failover, weighted, type WeightedAddress } from './sites/addresses/address-group';
export { AddressListener, type ListenOptions } from './sites/addresses/address-listener';
export type { ArgoCdDestination } from './sites/argo-cd-destination';
export { Cluster, type ClusterProps } from './sites/cluster';
export { EdgeBuffer, type BufferOptions } from './sites/addresses/edge-buffer';
export { EdgeSite, type EdgeSiteProps } from './sites/edge-site';
export type { ExposeCollectorOptions, ExposeOptions, ExposeServiceOptions } from './sites/addresses/exposure';
export type { AddressAttributes, HubAccess, HubAttributes } from './sites/links/hub-attributes';
export type { HubCertificates } from './sites/links/hub-certificates';
export { HubReference } from './sites/links/hub-reference';
export type { CertificateSubject, IssuedBy } from './sites/links/issued-certificate';
export {
  SiteLink,
  type CertificateLinkOptions,
  type LinkOptions,
  type LinkTarget,
  type SecretLinkOptions,
  type TokenLinkOptions,
} from './sites/links/link';
export {
  LinkCertificates,
  type CertificateIssuer,
  type IssuedLinksOptions,
  type LinkSecretsOptions,
  type PrivateKeyOptions,
} from './sites/links/link-certificates';
export { LinkedExporter, type LinkedExporterOptions } from './sites/addresses/linked-exporter';
export type { AddFleetOptions, BuildEdge } from './sites/network/fleet';
export { TelemetryNetwork, type SynthOptions, type TelemetryNetworkProps } from './sites/network/network';
export type { NetworkPolicyOptions } from './sites/policies/policy-options';
export { PublicSite, type PublicSiteProps } from './sites/public-site';
export { ServiceAddress } from './sites/addresses/service-address';
export { ServiceTarget, type ExposedService, type ExposedWorkload } from './sites/addresses/service-target';
export { Site } from './sites/site';
export type { SiteKind, SiteProps } from './sites/site-props';
export { ExistingNamespace, SiteNamespace, existingNamespace, type NamespaceOptions } from './sites/namespaces/site-namespace';
export { TelemetryAddress } from './sites/addresses/telemetry-address';
export type { TopologyNamespace } from './sites/namespaces/site-pods';
export type { TopologyBootstrap } from './sites/network/site-bootstrap';
export type { Topology, TopologyLink, TopologyListener, TopologySite } from './sites/network/topology';
export type { TopologyObject } from './sites/network/topology-object';

export type { PodSecurityLevel, SitePodSecurityLevel } from './security/pod-security-level';
export type { AutomatedSyncOptions } from './gitops/application-spec';
export { ArgoCd, type ArgoCdProps } from './gitops/argo-cd';

export { Bootstrap, type BootstrapProps } from './bootstrap/bootstrap';
export { CatalogSource, type CatalogLocation, type CatalogSourceProps } from './bootstrap/catalog-source';
export { OperatorGroup, type OperatorGroupProps } from './bootstrap/operator-group';
export { OperatorSource, type ArgoCdSourceOptions, type OlmSourceOptions } from './bootstrap/operator-source';
export { Subscription, type InstallApproval, type SubscriptionConfig, type SubscriptionProps } from './bootstrap/subscription';
export type { BootstrapOperator } from './operators';

export { FleetField } from './fleet/fleet-field';
export type { FleetFieldOptions, FleetFieldType, FleetNumberOptions, FleetTextOptions } from './fleet/fleet-field-options';
export { readFleet, type FleetRow } from './fleet/fleet-file';
export type { FleetFields } from './fleet/fleet-rows';

export type { AccessType } from './access-types';
export { SkupperAttachedConnector, type SkupperAttachedConnectorProps } from './skupper/attached-connector';
export { SkupperCertificate, type SkupperCertificateProps } from './skupper/certificate';
export { SkupperConnector, type ConnectorTarget, type SkupperConnectorProps } from './skupper/connector';
export type { LinkHosts, LinkPorts } from './skupper/endpoint';
export { SkupperLabelTemplate, type SkupperLabelTemplateProps } from './skupper/label-template';
export { SkupperLink, type SkupperLinkProps } from './skupper/link';
export { LinkAccess } from './skupper/link-access';
export type {
  ContourAccessOptions,
  GatewayAccessOptions,
  IngressAccessOptions,
  LoadBalancerAccessOptions,
  NodePortAccessOptions,
  PublishedAccessOptions,
  RouteAccessOptions,
} from './skupper/link-access-options';
export { SkupperListener, type SkupperListenerProps } from './skupper/listener';
export { SkupperMultiKeyListener, type KeyStrategy, type SkupperMultiKeyListenerProps } from './skupper/multi-key-listener';
export { SkupperRouterAccess, type SkupperRouterAccessProps } from './skupper/router-access';
export { RouterService, type RouterServiceOptions, type RouterServiceProps } from './skupper/router-service';
export { SkupperSecuredAccess, type SecuredPort, type SkupperSecuredAccessProps } from './skupper/secured-access';
export { SkupperSite, type RouterOptions, type SkupperSiteProps } from './skupper/skupper-site';
export { SkupperV1ExposedService, type SkupperV1ExposedServiceProps } from './skupper/v1/exposed-service';
export type {
  SkupperV1Options,
  V1ConsoleOptions,
  V1FlowCollectorOptions,
  V1Ingress,
  V1PodOptions,
  V1PrometheusOptions,
  V1Resources,
  V1RouterOptions,
} from './skupper/v1/options';
export { SkupperV1Site, type SkupperV1SiteProps, type V1Entrance } from './skupper/v1/site';
export { SkupperV1TokenRequest, type SkupperV1TokenRequestProps } from './skupper/v1/token-request';

export type { CollectorSenders, CollectorViewers } from './security/network-member';

export type { ClusterAccess } from './collector/pods/access';
export type { NamedOptions, OptionArguments } from './collector/catalogue/catalogued';
export { CollectorPipeline } from './collector/collector-pipeline';
export type { CollectorPipelineProps } from './collector/collector-props';
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
  type ReceiverDestination,
  type RemoteDestination,
} from './collector/catalogue/component';
export {
  countConnector,
  exceptionsConnector,
  failoverConnector,
  forwardConnector,
  roundRobinConnector,
  routingConnector,
  serviceGraphConnector,
} from './collector/components/connectors';
export type { Acknowledgement } from './collector/delivery/arrivals';
export type { DeliveryOptions, QueueKind } from './collector/delivery/delivery';
export { outageCovered, type Outage, type SpanRate } from './collector/delivery/outage';
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
export { spanMetricsConnector, type SpanMetricsDimension, type SpanMetricsOptions } from './collector/components/span-metrics';
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
export { clusterEvents, type ClusterEventsOptions } from './collector/presets/cluster-events';
export { clusterMetrics, type ClusterMetricsOptions } from './collector/presets/cluster-metrics';
export { hostMetrics, type HostMetricsOptions } from './collector/presets/host-metrics';
export { kubeletMetrics, type KubeletMetricsOptions } from './collector/presets/kubelet-metrics';
export type { PodLogSelector } from './collector/presets/pod-log-paths';
export { podLogs, type PodLogs, type PodLogsOptions } from './collector/presets/pod-logs';
export {
  customConnector,
  customExporter,
  customExtension,
  customProcessor,
  customReceiver,
  type CustomConnectorOptions,
  type CustomOptions,
  type CustomSignalOptions,
} from './collector/catalogue/custom';
export { CollectorDistribution, type CustomDistributionProps, type HeldComponents } from './collector/images/distribution';
export { EnvironmentSource, SecretValue, secretValue, type Environment, type SecretValueOptions } from './collector/pods/environment';
export type { QueuebatchConfig, RetryBackOffConfig } from '../imports/otelcol/shared';
export type {
  ExtensionReference,
  FileName,
  FileReference,
  OptionValue,
  PipelineReference,
  Secret,
  SecretReference,
} from '../imports/otelcol/references';
export type { CollectorHost } from './collector/pods/host';
export {
  CollectorMode,
  type AutoscalerOptions,
  type DaemonSetModeOptions,
  type DeploymentModeOptions,
  type PodDisruptionBudgetOptions,
  type ScaleOptions,
  type SchedulingOptions,
  type StatefulSetModeOptions,
  type VolumeClaimOptions,
} from './collector/pods/mode';
export { literal } from './collector/config/literal';
export { Pipeline } from './collector/config/pipeline';
export { configMapFile, MountedFile, secretFile } from './collector/pods/mounted-file';
export type { ContainerResources } from './collector/pods/resources';
export {
  SamplingPolicy,
  type LatencyPolicyOptions,
  type RateLimitingPolicyOptions,
  type SamplingPolicyKind,
  type SamplingPolicyOptions,
  type SamplingShare,
  type SpanStatus,
  type StringPolicyOptions,
} from './collector/sampling/policy';
export type { TailSamplingOptions } from './collector/sampling/tail-sampling';
export type { Signal } from './collector/config/signal';

export { JaegerAllInOne, type JaegerAllInOneProps } from './jaeger/jaeger';
export { JaegerStorage, type BadgerStorageOptions, type MemoryStorageOptions } from './jaeger/jaeger-storage';

export { AgentSampler, type SamplerOptions } from './workload/agent-sampler';
export type { AgentOptions, AgentTarget, GoTarget, LibcTarget } from './workload/agent-options';
export { AutoInstrumentation, type AutoInstrumentationProps } from './workload/auto-instrumentation';
export { InstrumentationSpecPropagators as Propagator } from '../imports/opentelemetry.io';
export { Language } from './workload/language';
export type { PodWorkload } from './workload/pod-annotations';
export { injectSidecar } from './workload/sidecar-injection';
export { TraceGenerator, type TraceGeneratorProps } from './workload/trace-generator';
export { TraceProtocol } from './workload/trace-protocol';

export { ArgumentError, type ArgumentPlace } from './synth/argument';
export type { Finding, FindingOptions, Severity } from './synth/finding';
export type { Generation } from './synth/generation';
export type { ImageOptions } from './synth/image-sources';
export { setOutputFile } from './synth/output-place';
export { Manifest, type ManifestCheck, type ManifestProps } from './synth/manifest';
export { Phase, phaseOf } from './synth/phase';
export { Platform } from './synth/placement';
export { addRule, type Rule } from './synth/rule';
export type { AdjustableRuleId, RuleId } from './rules';
export type { RuleSetting, RuleSettings } from './sites/network/rule-settings';
export type { ManifestJson } from './synth/schema';
export { SynthesisError } from './synth/synthesis-error';
export type { SynthesisResult } from './synth/synthesis-result';
export type { Json } from './synth/yaml';
