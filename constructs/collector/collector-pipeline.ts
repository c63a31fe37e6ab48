import { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';

import { OpenTelemetryCollector, toJson_OpenTelemetryCollectorSpec } from '../../imports/opentelemetry.io';
import type { NetworkMember } from '../security/network-member';
import { isGuarded, joinNetwork } from '../security/pod-guard';
import { requireServiceName } from '../synth/argument';
import type { Fault } from '../synth/define-rule';
import type { FindingOptions } from '../synth/finding';
import { imageFor } from '../synth/image-sources';
import { Derived } from '../synth/derived';
import { BoundCheck, Manifest } from '../synth/manifest';
import { Platform, tryFindPlacement } from '../synth/placement';
import type { Rendering } from '../synth/rendering';
import { bindRules } from '../synth/rule';
import type { ManifestJson } from '../synth/schema';
import type { ClusterAccess } from './pods/access';
import { noteSender, placeOf } from './delivery/acknowledgement';
import { Arrivals, type Acknowledgement } from './delivery/arrivals';
import { CollectorAccount } from './pods/account';
import {
  requireImage,
  requireLabelFits,
  requirePipelineName,
  requireReachable,
  requireVariables,
  requireVolumes,
} from './collector-arguments';
import type { Component, ComponentVolume, Extension, Receiver } from './catalogue/component';
import type { DeliveryOptions } from './delivery/delivery';
import { LoadBalancedExporter, type LoadBalancedOptions } from './components/load-balanced-exporter';
import { OtlpGrpcExporter } from './components/otlp-grpc-exporter';
import type { OtlpReceiver } from './components/otlp-receiver';
import { spanMetrics, type SpanMetricsOptions } from './components/span-metrics';
import { announceExporter, collectorMember, type MemberParts } from './connections/collector-member';
import { assembleForSmallest, type Assembly } from './config/assembly';
import { assembleConfig, sameComponent, type AssembledConfig } from './config/config';
import { collectorSpec } from './pods/collector-spec';
import type { CollectorPipelineProps } from './collector-props';
import { CollectorDistribution } from './images/distribution';
import type { Environment } from './pods/environment';
import type { CollectorHost } from './pods/host';
import { leadingProcessors, withHealth } from './config/given-components';
import { CollectorMode } from './pods/mode';
import { Pipeline } from './config/pipeline';
import { podIdentity } from './pods/pod-identity';
import { resourcesOf } from './pods/resources';
import { checkCollector, checkIdentity, CONSTRUCT_RULES } from './rules';
import { factsOf } from './config/program-facts';
import { sampleBehind } from './sampling/tail-sampling';
import { usesServiceAccount } from './pods/service-account-use';
import type { Signal } from './config/signal';
import { PURE } from '../synth/shape/pure';

/** Longest suffix that the operator appends to the name of a collector. */
const LONGEST_SUFFIX = '-collector-networkpolicy';

/**
 * An OpenTelemetry collector and its pipelines: one `OpenTelemetryCollector` resource of the operator.
 *
 * Every pipeline begins with `memory_limiter`; collectors of an edge also stamp the name of their cluster on everything
 * (`k8s.cluster.name`). Containers pass the PodSecurity level `restricted`. Pods of its own run under a service account of its own,
 * whose token they get only where something uses it.
 *
 * @see https://github.com/open-telemetry/opentelemetry-operator/blob/v0.158.0/docs/api/opentelemetrycollectors.md
 */
export class CollectorPipeline extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  /** Name of the resource. */
  public readonly name: string;
  public readonly mode: CollectorMode;
  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;
  /** The collector that decides what traces are kept, if there is `tailSampling`. */
  public readonly sampler: CollectorPipeline | undefined;
  /** Its pods, as network policies know them. @internal */
  public readonly member: NetworkMember;
  /** Who sends to it. @internal */
  public readonly arrivals: Arrivals;

  /** The binary that the program names; without one it follows from the components. */
  private readonly named: CollectorDistribution | undefined;
  private readonly pipelinesById = new Map<string, Pipeline<Signal>>();
  private readonly ownExtensions: Extension[] = [];
  private readonly environment: Environment;
  private readonly volumes: readonly ComponentVolume[];
  private readonly ownImage: string | undefined;
  private readonly resources: ReturnType<typeof resourcesOf>;
  private isGranted = false;
  /** A sidecar runs under that of the workload. */
  private readonly account: CollectorAccount | undefined;

  /**
   * @throws ArgumentError if the name is not a DNS label, is longer than 39 characters or, with its namespace, than 62
   */
  public constructor(scope: Construct, id: string, props: CollectorPipelineProps = {}) {
    super(scope, id);
    this.mode = props.mode ?? CollectorMode.deployment();
    this.arrivals = new Arrivals(props.acknowledge);
    this.name = requireServiceName(this, 'name', props.name ?? id, 63 - LONGEST_SUFFIX.length);
    this.named = props.distribution ?? (props.image === undefined ? undefined : CollectorDistribution.ofImage(props.image));
    this.ownImage = props.image === undefined ? undefined : requireImage(this, props.image);
    this.environment = requireVariables(this, props.environment);
    this.volumes = requireVolumes(this, this.mode.volumes, props.volumes);
    requireLabelFits(this, this.namespace, this.name);
    this.resources = resourcesOf(this, this.mode, props.resources);
    this.account = this.mode.isSidecar
      ? undefined
      : new CollectorAccount(this, 'Account', { collector: this.name, namespace: this.namespace, user: this });
    this.manifest = new Manifest(this, 'Resource', {
      ...OpenTelemetryCollector.GVK,
      name: this.name,
      fields: { spec: Derived.from<CollectorPipeline>(this, CollectorPipeline.spec) },
      checks: [BoundCheck.of<CollectorPipeline>(this, CollectorPipeline.checkRendered), BoundCheck.of(this, checkIdentity)],
    });
    bindRules<CollectorPipeline>(this, this, CONSTRUCT_RULES);
    this.member = collectorMember(this, props);
    joinNetwork(this, this.member);
    const { tailSampling, mode: _mode, name: _name, resources: _resources, senders: _senders, ...shared } = props;
    // Claims of this one are not the sampler's.
    const volumes = this.volumes.filter(({ source }) => source !== undefined);
    this.sampler =
      tailSampling &&
      sampleBehind(this, tailSampling, (sampler) => new CollectorPipeline(this, 'Sampler', { ...shared, volumes, ...sampler }));
  }

  /** The traces pipeline: the same one for the same name. @param name tells several apart */
  public traces(name?: string): Pipeline<'traces'> {
    return this.pipeline('traces', name);
  }

  /** The metrics pipeline: the same one for the same name. @param name tells several apart */
  public metrics(name?: string): Pipeline<'metrics'> {
    return this.pipeline('metrics', name);
  }

  /** The logs pipeline: the same one for the same name. @param name tells several apart */
  public logs(name?: string): Pipeline<'logs'> {
    return this.pipeline('logs', name);
  }

  /**
   * Counts and times the spans of the traces pipeline, before sampling, and gives the metrics to the metrics pipeline: rates, errors and
   * durations for each service, without a line in the services.
   */
  public addSpanMetrics(options: SpanMetricsOptions = {}): this {
    const { from = this.traces(), to = this.metrics(), ...own } = options;
    const connector = spanMetrics(from, to, own);
    from.export(connector);
    to.receive(connector);
    return this;
  }

  /** Adds an extension beside those that components bring and the one that answers probes, which one of the same type replaces. */
  public addExtension(extension: Extension): this {
    this.ownExtensions.push(extension);
    this.adopt(extension);
    return this;
  }

  /**
   * Lets the collector read parts of the Kubernetes API, beside those that its components bring.
   *
   * @throws ArgumentError if a namespace is no DNS label
   */
  public addAccess(...access: ClusterAccess[]): this {
    this.isGranted = true;
    this.grant(access);
    return this;
  }

  /** The pipelines so far. */
  public get pipelines(): readonly Pipeline<Signal>[] {
    return [...this.pipelinesById.values()];
  }

  /** The signals that arrive at a receiver: those of the pipelines that name it. */
  public signalsOf(receiver: Receiver): ReadonlySet<Signal> {
    return new Set(this.pipelinesOf(receiver).map(({ signal }) => signal));
  }

  /** The pipelines that a receiver feeds. */
  public pipelinesOf(receiver: Receiver): readonly Pipeline<Signal>[] {
    return this.pipelines.filter(({ receivers }) => receivers.some((own) => sameComponent(own, receiver, this.host)));
  }

  /**
   * An exporter that sends to a receiver of this collector, for other collectors of the same cluster: over gRPC, by the
   * Service that the operator makes.
   *
   * @throws ArgumentError if this is a sidecar, which has no Service, or the receiver has gRPC switched off
   */
  public exporter(receiver: OtlpReceiver, options: DeliveryOptions = {}): OtlpGrpcExporter {
    const endpoint = `${this.serviceHost}:${String(requireReachable(this, 'exporter', receiver))}`;
    const settings = { ...options, endpoint, name: options.name ?? this.name, insecure: true };
    return new OtlpGrpcExporter(settings, { target: this, destinations: [{ collector: this, receiver }] });
  }

  /**
   * An exporter that sends to a receiver of this collector so that all spans of a trace, and all log records of a trace, go to one and
   * the same of its pods: what `tail_sampling` needs where there are several. It looks the pods up by the headless Service that the
   * operator makes.
   *
   * @throws ArgumentError if this is a sidecar, which has no Service, or the receiver has gRPC switched off
   */
  public loadBalancedExporter(receiver: OtlpReceiver, options: LoadBalancedOptions = {}): LoadBalancedExporter {
    const port = requireReachable(this, 'loadBalancedExporter', receiver);
    const service = `${this.serviceName}-headless`;
    const target = {
      ...options,
      service,
      namespace: this.namespace,
      hostname: this.hostOf(service),
      port,
      name: options.name ?? this.name,
    };
    return new LoadBalancedExporter(target, { collector: this, receiver });
  }

  /** When it answers who sends to it. */
  public get acknowledgement(): Acknowledgement {
    return this.arrivals.acknowledgement;
  }

  /** A receiver is under an address. @internal */
  public exposed(receiver: Receiver): void {
    this.arrivals.expose(receiver.id);
  }

  /** Namespace of the collector, undefined if its chart leaves that to whoever applies it. */
  public get namespace(): string | undefined {
    return Chart.of(this).namespace ?? tryFindPlacement(this)?.namespace;
  }

  /** Name of the Service that the operator makes. A sidecar has none. */
  public get serviceName(): string {
    return `${this.name}-collector`;
  }

  /** Host at which other pods of the cluster reach this collector. */
  public get serviceHost(): string {
    return this.hostOf(this.serviceName);
  }

  /** Label selector for the pods of this collector. */
  public get selector(): string {
    return Object.entries(podIdentity(this))
      .map(([label, value]) => `${label}=${value}`)
      .join(',');
  }

  private hostOf(service: string): string {
    return this.namespace === undefined ? service : `${service}.${this.namespace}.svc`;
  }

  private pipeline<S extends Signal>(signal: S, name: string | undefined): Pipeline<S> {
    if (name !== undefined) requirePipelineName(this, name);
    const created = new Pipeline(signal, name, this);
    const known = this.pipelinesById.get(created.id);
    if (known !== undefined) return known as Pipeline<S>;
    this.pipelinesById.set(created.id, created);
    return created;
  }

  /** What it is made of, for policies of its pods. @internal */
  public partsIn(rendering: Rendering): MemberParts {
    return {
      assembled: this.assemblyIn(rendering).assembled,
      readsApi: this.account?.hasTokenIn(rendering) ?? this.usesTokenIn(rendering),
    };
  }

  /** Returns the conflicts of its configuration. @internal */
  public conflictsIn(rendering: Rendering): readonly Fault[] {
    return this.assemblyIn(rendering).assembled.conflicts;
  }

  /** What it is made of while it is rendered. */
  private assemblyIn(rendering: Rendering): Assembly {
    return rendering.once(this, 'assembly', () => {
      const { named } = this;
      return named === undefined
        ? assembleForSmallest((distribution) => this.assembleFor(distribution))
        : { assembled: this.assembleFor(named), distribution: named };
    });
  }

  private assembleFor(distribution: CollectorDistribution): AssembledConfig {
    const { pipelines, environment, volumes } = this;
    const placement = tryFindPlacement(this);
    const cluster = placement?.role === 'edge' ? placement.cluster.name : undefined;
    const extensions = withHealth(distribution, this.ownExtensions);
    return assembleConfig(this.host, { pipelines, extensions, leading: leadingProcessors(distribution, cluster), environment, volumes });
  }

  private imageOf({ distribution }: Assembly): string {
    return imageFor(this, this.ownImage ?? distribution.image);
  }

  /** A component joins: what it reads from the Kubernetes API is granted, in whatever pod of its own it runs. @internal */
  public adopt(component: Component): void {
    this.grant(component.accessIn(this.host));
    announceExporter(this, component);
    noteSender(this.arrivals, component);
    for (const extension of component.references) this.adopt(extension);
  }

  private grant(access: readonly ClusterAccess[]): void {
    this.account?.grant(access);
  }

  /** Whether its pods need the token of their service account for more than what was granted. @internal */
  public usesTokenIn(rendering: Rendering): boolean {
    return this.isGranted || usesServiceAccount(this.assemblyIn(rendering).assembled.config);
  }

  private static readonly checkRendered = (
    json: ManifestJson,
    collector: CollectorPipeline,
    rendering: Rendering,
  ): readonly FindingOptions[] => {
    const assembly = collector.assemblyIn(rendering);
    const { assembled, distribution } = assembly;
    const { namespace, serviceName, account, acknowledgement, isGranted, host, arrivals } = collector;
    const findCollectors = (): readonly CollectorPipeline[] => collectorsBelow(collector.node.root);
    const serviceAccount = account?.name;
    const hasToken = account?.hasTokenIn(rendering) ?? true;
    const image = collector.imageOf(assembly);
    const known = {
      namespace,
      serviceName,
      serviceAccount,
      hasToken,
      image,
      distribution,
      acknowledgement,
      exposedReceivers: arrivals.exposedReceivers,
      isGranted,
    };
    const facts = { ...known, components: factsOf(assembled.components, host) };
    return checkCollector(json, facts, { collector, findCollectors }, tryFindPlacement(collector)?.cluster.name, rendering);
  };

  /** Where its components are. @internal */
  public get host(): CollectorHost {
    return {
      isSidecar: this.mode.isSidecar,
      name: this.name,
      namespace: this.namespace,
      listenHost: this.mode.isSidecar ? 'localhost' : '0.0.0.0',
      platform: tryFindPlacement(this)?.cluster.platform ?? Platform.KUBERNETES,
      mountPaths: [...this.mode.volumes, ...this.volumes].filter(({ readOnly }) => readOnly !== true).map(({ mountPath }) => mountPath),
      placeOf: (exporter) => placeOf(exporter, this.pipelines, this.acknowledgement),
    };
  }

  private static readonly spec = (collector: CollectorPipeline, rendering: Rendering): unknown => {
    const { mode, host, account, resources } = collector;
    const assembly = collector.assemblyIn(rendering);
    const { assembled } = assembly;
    const parts = { assembled, mode, identity: podIdentity(collector), platform: host.platform, isGuarded: isGuarded(collector) };
    const image = collector.imageOf(assembly);
    return toJson_OpenTelemetryCollectorSpec({ ...collectorSpec(parts), image, resources, serviceAccount: account?.name });
  };
}

function collectorsBelow(root: IConstruct): readonly CollectorPipeline[] {
  return root.node.findAll().filter((construct) => construct instanceof CollectorPipeline);
}
