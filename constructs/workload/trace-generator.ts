import { Chart } from 'cdk8s';
import { Construct } from 'constructs';

import type { CollectorPipeline } from '../collector/collector-pipeline';
import { INJECT_ANNOTATION } from '../collector/pods/sidecar';
import { CONTAINER_SECURITY } from '../collector/pods/security-context';
import { IMAGE_USER, IMAGES } from '../images';
import { tryFindDirectory, type Dialling } from '../security/cluster-directory';
import type { LabelSelector } from '../security/label-selector';
import type { Connections, Dial, NetworkMember } from '../security/network-member';
import { joinNetwork } from '../security/pod-guard';
import { requireDnsLabel, requireInteger } from '../synth/argument';
import { Derived } from '../synth/derived';
import { imageFor } from '../synth/image-sources';
import { Manifest } from '../synth/manifest';
import { Platform, tryFindPlacement } from '../synth/placement';
import { bindRules } from '../synth/rule';
import type { Json } from '../synth/yaml';
import { GeneratorDestination } from './generator-destination';
import { GENERATOR_RULES } from './rules';
import { sidecarReference } from './sidecar-injection';
import { TraceProtocol } from './trace-protocol';
import { PURE } from '../synth/shape/pure';

/** Properties of `TraceGenerator`. */
export interface TraceGeneratorProps {
  /** The collector that gets the traces: a sidecar, which is put into the generator's pod, or any other by its Service. */
  readonly sendTo: CollectorPipeline;
  /** What it speaks. @default - thrift compact if the collector receives it, else OTLP */
  readonly protocol?: TraceProtocol;
  /** Name of the service in its traces. @default - the construct's id */
  readonly serviceName?: string;
  /**
   * Labels of the pod, by which the Deployment selects it: those of a Deployment that is there already cannot be changed.
   *
   * @default - `app.kubernetes.io/name`, the construct's id
   */
  readonly labels?: Readonly<Record<string, string>>;
  /** Spans per second, with OTLP; at least 1. @default 1 */
  readonly rate?: number;
  /**
   * Image. The default for thrift compact has no tag, since none was released: name one of your own where that matters.
   *
   * @default - `jaeger-otel-test` for thrift compact, `telemetrygen` 0.158.0 for OTLP
   */
  readonly image?: string;
}

/** An application that does nothing but make traces: a Deployment of one pod. */
export class TraceGenerator extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  /** Receiver that it sends to. @internal */
  public readonly destination: GeneratorDestination;

  private readonly name: string;
  private readonly props: TraceGeneratorProps;

  /** @throws ArgumentError if the id is no DNS label, or the rate is below 1 */
  public constructor(scope: Construct, id: string, props: TraceGeneratorProps) {
    super(scope, id);
    this.name = requireDnsLabel(this, 'id', id);
    this.props = { ...props, ...(props.labels && { labels: { ...props.labels } }) };
    this.destination = new GeneratorDestination(props.sendTo, props.protocol);
    requireInteger(this, 'rate', props.rate ?? 1, 1);
    this.manifest = new Manifest(this, 'Resource', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: this.name,
      fields: { spec: Derived.from<TraceGenerator>(this, TraceGenerator.specNow) },
    });
    bindRules<TraceGenerator>(this, this, GENERATOR_RULES);
    this.join();
  }

  private static readonly specNow = (generator: TraceGenerator): Json => generator.spec();

  private spec(): Json {
    const { sendTo } = this.props;
    const { labels } = this;
    const annotations = sendTo.mode.isSidecar
      ? { [INJECT_ANNOTATION]: sidecarReference(this, Chart.of(this).namespace, sendTo) }
      : undefined;
    return {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, annotations },
        spec: {
          automountServiceAccountToken: false,
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [this.container()],
        },
      },
    };
  }

  private container(): Json {
    const openshift = tryFindPlacement(this)?.cluster.platform === Platform.OPENSHIFT;
    const serviceName = this.props.serviceName ?? this.name;
    const { host, port, protocol } = this.destination;
    const { image = protocol === TraceProtocol.OTLP ? IMAGES.telemetrygen : IMAGES.jaegerTest } = this.props;
    return {
      name: this.name,
      image: imageFor(this, image),
      ...(protocol === TraceProtocol.OTLP
        ? { args: telemetrygen(`${host}:${String(port)}`, serviceName, this.props.rate ?? 1) }
        : {
            args: [`-address.host=${host}`, `-address.port=${String(port)}`],
            env: [{ name: 'OTEL_SERVICE_NAME', value: serviceName }],
          }),
      resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } },
      securityContext: { ...(CONTAINER_SECURITY as { readonly [key: string]: Json }), ...(!openshift && { runAsUser: IMAGE_USER }) },
    };
  }

  /** Lets network policies know the pod, and its collector know who sends. */
  private join(): void {
    const namespace = this.manifest.metadata.namespace;
    if (namespace === undefined) return;
    const { sendTo } = this.props;
    const sidecar = sendTo.mode.isSidecar ? sendTo.member : undefined;
    const member = new GeneratorPods(this.destination, this.name, namespace, this.labels, sidecar);
    joinNetwork(this, member);
    member.sidecar?.addNamespace?.(namespace);
    tryFindDirectory(this)?.addDials(member, namespace, member);
  }

  private get labels(): Readonly<Record<string, string>> {
    return this.props.labels ?? { 'app.kubernetes.io/name': this.name };
  }
}

/** The pod of a generator, as network policies know it. */
class GeneratorPods implements NetworkMember, Dialling {
  public readonly policy: string;
  public readonly namespaces: readonly string[];
  public readonly isSidecar = false;
  public readonly services = [];

  public constructor(
    private readonly destination: GeneratorDestination,
    name: string,
    namespace: string,
    private readonly labels: Readonly<Record<string, string>>,
    public readonly sidecar: NetworkMember | undefined,
  ) {
    this.policy = `${name}-generator`;
    this.namespaces = [namespace];
  }

  public selectorIn(): LabelSelector {
    return { matchLabels: this.labels };
  }

  public labelsIn(): Readonly<Record<string, string>> {
    return this.labels;
  }

  public dials(): readonly Dial[] {
    return this.destination.dials;
  }

  public connections(): Connections {
    return { serves: [], dials: this.dials() };
  }
}

function telemetrygen(endpoint: string, serviceName: string, rate: number): string[] {
  return [
    'traces',
    `--otlp-endpoint=${endpoint}`,
    '--otlp-insecure',
    '--allow-export-failures',
    '--duration=inf',
    `--rate=${String(rate)}`,
    `--service=${serviceName}`,
  ];
}
