import { Chart, Size } from 'cdk8s';
import { Construct } from 'constructs';

import {
  OpenTelemetryCollector,
  OpenTelemetryCollectorSpecManagementState,
  OpenTelemetryCollectorSpecResourcesLimits,
  OpenTelemetryCollectorSpecResourcesRequests,
  OpenTelemetryCollectorSpecUpgradeStrategy,
  toJson_OpenTelemetryCollectorSpec,
  type OpenTelemetryCollectorSpec,
} from '../../imports/opentelemetry.io';
import { ArgumentError, quote, requireDnsLabel, requireInteger, requireServiceName } from '../synth/argument';
import type { FindingOptions } from '../synth/finding';
import { Manifest } from '../synth/manifest';
import { Platform, tryFindPlacement } from '../synth/placement';
import { addRule } from '../synth/rule';
import type { ManifestJson } from '../synth/schema';
import type { ComponentVolume, Extension, Processor, Receiver } from './component';
import { OtlpGrpcExporter, type DeliveryOptions } from './components/otlp-grpc-exporter';
import type { OtlpReceiver } from './components/otlp-receiver';
import { memoryLimiter } from './components/memory-limiter';
import { resource } from './components/resource';
import { assembleConfig, sameComponent, type AssembledConfig } from './config';
import { K8S_DISTRIBUTION, type CollectorDistribution } from './distribution';
import type { CollectorHost } from './host';
import { CollectorMode } from './mode';
import { Pipeline } from './pipeline';
import { checkConfig } from './rules';
import { otherClusters, signalsNotReceived } from './rules/destinations';
import { CONTAINER_SECURITY, podSecurity } from './security-context';
import type { Signal } from './signal';
import { millicores, quantity } from './units';

/** Properties of `CollectorPipeline`. */
export interface CollectorPipelineProps {
  /** How the operator runs it. @default CollectorMode.deployment() */
  readonly mode?: CollectorMode;
  /** Name of the resource: a DNS label of at most 39 characters that begins with a letter: the operator names Services after it. @default - the construct's id */
  readonly name?: string;
  /** Image, pinned. It has to hold the components that the pipelines use. @default - the collector's `k8s` distribution 0.158.0 */
  readonly image?: string;
  /** What the container asks for and is bound to. @default - 100 millicores and 512 MiB; in a sidecar 50 millicores and 256 MiB */
  readonly resources?: ContainerResources;
  /** The binary that the image holds. @default - the `k8s` distribution */
  readonly distribution?: CollectorDistribution;
}

/** Compute resources of a container. */
export interface ContainerResources {
  /** CPU that is requested, in thousandths of a core; above 0. There is no CPU limit: it would only slow bursts down. @default - as said where it is used */
  readonly millicores?: number;
  /** Memory that is requested and at the same time the limit; at least 64 MiB. @default - as said where it is used */
  readonly memory?: Size;
}

/** Longest suffix that the operator appends to the name of a collector. */
const LONGEST_SUFFIX = '-collector-networkpolicy';

/**
 * An OpenTelemetry collector and its pipelines: one `OpenTelemetryCollector` resource of the operator.
 *
 * Every pipeline begins with `memory_limiter`; collectors of an edge also stamp the name of their cluster on everything
 * (`k8s.cluster.name`). Containers pass the PodSecurity level `restricted`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-operator/blob/v0.158.0/docs/api/opentelemetrycollectors.md
 */
export class CollectorPipeline extends Construct {
  /** Name of the resource. */
  public readonly name: string;
  public readonly mode: CollectorMode;
  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  private readonly distribution: CollectorDistribution;
  private readonly pipelinesById = new Map<string, Pipeline<Signal>>();
  private readonly ownExtensions: Extension[] = [];
  private readonly leading: readonly Processor[];

  /**
   * @throws ArgumentError if the name is not a DNS label, is longer than 39 characters or, with its namespace, than 62
   */
  public constructor(scope: Construct, id: string, props: CollectorPipelineProps = {}) {
    super(scope, id);
    this.mode = props.mode ?? CollectorMode.deployment();
    this.name = requireServiceName(this, 'name', props.name ?? id, 63 - LONGEST_SUFFIX.length);
    this.distribution = props.distribution ?? K8S_DISTRIBUTION;
    this.requireLabelFits();
    const resources = resourcesOf(this, this.mode, props.resources);
    const placement = tryFindPlacement(this);
    const stamp = placement?.role === 'edge' && this.distribution.hasResource;
    this.leading = [memoryLimiter(), ...(stamp ? [resource('cluster', [{ key: 'k8s.cluster.name', value: placement.cluster.name }])] : [])];
    const image = requireImage(this, props.image ?? this.distribution.image);
    this.manifest = new Manifest(this, 'Resource', {
      ...OpenTelemetryCollector.GVK,
      name: this.name,
      fields: { spec: () => toJson_OpenTelemetryCollectorSpec({ ...this.spec(), image, resources }) },
      checks: [checkConfig, (json) => this.patchedIdentity(json)],
    });
    addRule(this, () => [...this.assemble().findings, ...otherClusters(this, this.pipelines), ...signalsNotReceived(this.pipelines)]);
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

  /** Adds an extension beside those that components bring and the one that answers probes. */
  public addExtension(extension: Extension): this {
    this.ownExtensions.push(extension);
    return this;
  }

  /** The pipelines so far. */
  public get pipelines(): readonly Pipeline<Signal>[] {
    return [...this.pipelinesById.values()];
  }

  /** The signals that arrive at a receiver: those of the pipelines that name it. */
  public signalsOf(receiver: Receiver): ReadonlySet<Signal> {
    const fed = this.pipelines.filter(({ receivers }) => receivers.some((own) => sameComponent(own, receiver, this.host)));
    return new Set(fed.map(({ signal }) => signal));
  }

  /**
   * An exporter that sends to a receiver of this collector, for other collectors of the same cluster: over gRPC, by the
   * Service that the operator makes.
   *
   * @throws ArgumentError if this is a sidecar, which has no Service, or the receiver has gRPC switched off
   */
  public exporter(receiver: OtlpReceiver, options: DeliveryOptions = {}): OtlpGrpcExporter {
    if (this.mode.isSidecar) {
      throw new ArgumentError(
        this,
        'exporter',
        'a sidecar has no Service that others could send to',
        'send to a deployment, statefulset or daemonset',
      );
    }
    if (receiver.grpcPort === undefined) {
      throw new ArgumentError(this, 'exporter', `the receiver ${receiver.id} has its gRPC protocol switched off`, 'leave gRPC on');
    }
    const endpoint = `${this.serviceHost}:${String(receiver.grpcPort)}`;
    return new OtlpGrpcExporter({ ...options, endpoint, name: options.name ?? this.name, insecure: true }, this, {
      collector: this,
      receiver,
    });
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
    return this.namespace === undefined ? this.serviceName : `${this.serviceName}.${this.namespace}.svc`;
  }

  /** Label selector for the pods of this collector. */
  public get selector(): string {
    const instance =
      this.namespace === undefined
        ? `app.kubernetes.io/name=${this.serviceName}`
        : `app.kubernetes.io/instance=${this.namespace}.${this.name}`;
    return `${instance},app.kubernetes.io/component=opentelemetry-collector`;
  }

  private pipeline<S extends Signal>(signal: S, name: string | undefined): Pipeline<S> {
    if (name !== undefined) requireDnsLabel(this, 'pipeline', name);
    const created = new Pipeline(signal, name);
    const known = this.pipelinesById.get(created.id);
    if (known !== undefined) return known as Pipeline<S>;
    this.pipelinesById.set(created.id, created);
    return created;
  }

  private assemble(): AssembledConfig {
    const extensions = [this.distribution.health(), ...this.ownExtensions];
    return assembleConfig(this.host, { pipelines: this.pipelines, extensions, leading: this.leading });
  }

  private get host(): CollectorHost {
    return {
      listenHost: this.mode.isSidecar ? 'localhost' : '0.0.0.0',
      platform: tryFindPlacement(this)?.cluster.platform ?? Platform.KUBERNETES,
    };
  }

  /** Selectors, endpoints and addresses elsewhere are derived from these. */
  private patchedIdentity({ metadata, spec }: ManifestJson): FindingOptions[] {
    const facts = [
      ['metadata.name', metadata.name, this.name],
      ['metadata.namespace', metadata.namespace, this.namespace],
      ['spec.mode', (spec as { readonly mode?: unknown } | undefined)?.mode, this.mode.spec.mode],
    ] as const;
    return facts
      .filter(([, now, before]) => now !== before)
      .map(([location]) => ({
        rule: 'collector/identity-patched',
        location,
        message: `${location} was changed by a JSON patch, and other objects are derived from it`,
        fix: 'set it by the props of the collector or its site',
      }));
  }

  private spec(): OpenTelemetryCollectorSpec {
    const { config, ports, volumes } = this.assemble();
    const mounted = [...this.mode.volumes, ...volumes];
    // The policy that the operator makes names every port as TCP and so would shut UDP receivers off.
    const hasUdp = ports.some(({ transport }) => transport === 'UDP');
    return {
      ...this.mode.spec,
      upgradeStrategy: OpenTelemetryCollectorSpecUpgradeStrategy.NONE,
      managementState: OpenTelemetryCollectorSpecManagementState.MANAGED,
      config,
      networkPolicy: { enabled: !this.mode.isSidecar && !hasUdp },
      securityContext: CONTAINER_SECURITY,
      ...(!this.mode.isSidecar && { podSecurityContext: podSecurity(this.host.platform, mounted.length > 0) }),
      ...volumeFields(mounted),
    };
  }

  private requireLabelFits(): void {
    const label = `${this.namespace ?? ''}.${this.name}`;
    if (label.length <= 63) return;
    throw new ArgumentError(
      this,
      'name',
      `the operator labels the pods ${JSON.stringify(label)}, which is longer than 63 characters`,
      'shorten the name of the collector or of its namespace',
    );
  }
}

function volumeFields(mounted: readonly ComponentVolume[]): Partial<OpenTelemetryCollectorSpec> {
  if (mounted.length === 0) return {};
  const sources = mounted.filter(({ source }) => source !== undefined);
  return {
    volumeMounts: mounted.map(({ name, mountPath }) => ({ name, mountPath })),
    ...(sources.length > 0 && { volumes: sources.map(({ name, source }) => ({ name, ...source })) }),
  };
}

function requireImage(place: Construct, image: string): string {
  if (/^[^\s"'/][^\s"']*$/.test(image)) return image;
  throw new ArgumentError(
    place,
    'image',
    `an image has to be a reference without blanks and quotes, received ${quote(image)}`,
    'name a registry, a repository and a tag or digest',
  );
}

function resourcesOf(place: Construct, mode: CollectorMode, given: ContainerResources = {}): OpenTelemetryCollectorSpec['resources'] {
  const cpu = requireInteger(place, 'resources.millicores', given.millicores ?? (mode.isSidecar ? 50 : 100), 1);
  const size = given.memory ?? Size.mebibytes(mode.isSidecar ? 256 : 512);
  requireInteger(place, 'resources.memory (MiB)', Math.floor(size.toKibibytes() / 1024), 64);
  const memory = quantity(size);
  return {
    requests: {
      cpu: OpenTelemetryCollectorSpecResourcesRequests.fromString(millicores(cpu)),
      memory: OpenTelemetryCollectorSpecResourcesRequests.fromString(memory),
    },
    limits: { memory: OpenTelemetryCollectorSpecResourcesLimits.fromString(memory) },
  };
}
