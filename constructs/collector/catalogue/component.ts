import type { IConstruct } from 'constructs';

import type { REFERS } from '../../../imports/otelcol/references';
import { ArgumentError, quote } from '../../synth/argument';
import type { Json } from '../../synth/yaml';
import type { ClusterAccess } from '../pods/access';
import type { OtlpProtocol } from '../connections/otlp-protocol';
import type { Arrivals } from '../delivery/arrivals';
import type { Environment } from '../pods/environment';
import type { CollectorHost } from '../pods/host';
import type { Signal } from '../config/signal';
import { PURE } from '../../synth/shape/pure';

/** Where a component stands in the configuration. */
export type ComponentKind = 'receiver' | 'processor' | 'exporter' | 'connector' | 'extension';

/** A value in a component's configuration. Never null, which cdk8s drops: "no settings" is `{}`. */
export type ConfigValue = string | number | boolean | undefined | readonly ConfigValue[] | { readonly [key: string]: ConfigValue };

/** The configuration of one component, as the collector reads it. */
export type ComponentConfig = Readonly<Record<string, ConfigValue>>;

/** A port that a receiver or extension listens on. */
export interface ComponentPort {
  /** What is spoken there, for example `otlp-grpc`. */
  readonly name: string;
  readonly port: number;
  readonly transport: 'TCP' | 'UDP';
}

/** A volume that a component needs, with the path it is mounted at. */
export interface ComponentVolume {
  readonly name: string;
  readonly mountPath: string;
  /** The volume as a pod spec has it; left out if a volume claim template of that name gives it. */
  readonly source?: Readonly<Record<string, Json>>;
  /** Whether it is only read. @default false */
  readonly readOnly?: boolean;
  /** `HostToContainer`: what the node mounts below it later is seen too. @default - it is not */
  readonly mountPropagation?: 'HostToContainer';
}

/** What a component brings to the collector it is bound to. */
export interface ComponentBinding {
  readonly config: ComponentConfig;
  readonly ports?: readonly ComponentPort[];
  /** Processors that the pipelines which it feeds have before their own. */
  readonly processors?: readonly Processor[];
  /** Extensions that have to be there for this component. */
  readonly extensions?: readonly Extension[];
  readonly volumes?: readonly ComponentVolume[];
  /** Variables that its configuration reads as `${env:NAME}`. */
  readonly environment?: Environment;
  /** Attributes of the collector itself, which it reads. */
  readonly collectorAttributes?: Readonly<Record<string, string>>;
  /** Whether it reads or writes what only root may: the pods then run as root, without any of its capabilities. @default false */
  readonly runAsRoot?: boolean;
  /** Feature gates of the collector that it needs switched on. @default - none */
  readonly featureGates?: readonly string[];
}

/** A pipeline as its neighbours see it. */
export interface FedPipeline {
  readonly id: string;
  readonly signal: Signal;
  readonly receivers: readonly Component[];
  readonly processors: readonly Component[];
  readonly exporters: readonly (Exporter | Connector)[];
}

/** Where an exporter's telemetry arrives: a receiver of this program, or an address that another program described. */
export type Destination = ReceiverDestination | RemoteDestination;

/** A receiver of a collector of this program. */
export interface ReceiverDestination {
  readonly collector: IConstruct & {
    readonly signalsOf: (receiver: Receiver) => ReadonlySet<Signal>;
    readonly pipelinesOf: (receiver: Receiver) => readonly FedPipeline[];
    readonly arrivals: Arrivals;
    readonly host: CollectorHost;
  };
  readonly receiver: Receiver;
  /** Protocol that is spoken. @default 'grpc' */
  readonly protocol?: OtlpProtocol;
}

/** What is known of the place that an exporter sends to. */
export interface ExporterTarget {
  /** Construct that it sends to. */
  readonly target?: IConstruct;
  readonly destinations?: readonly Destination[];
  /** Whether it sends over a Skupper link. @default false */
  readonly overLink?: boolean;
}

/** An address whose collector is described elsewhere. */
export interface RemoteDestination {
  /** Where it is, in words. */
  readonly elsewhere: string;
  readonly signals: ReadonlySet<Signal>;
  /** Protocol that is spoken. @default 'grpc' */
  readonly protocol?: OtlpProtocol;
  /** Whether no program describes the collector: its port and protocol are what the program states. @default false */
  readonly isExternal?: boolean;
}

/**
 * A part of a collector's configuration. Its id is its type, or `type/name`: never its place in the program, since the
 * collector names queues on disk after it.
 *
 * @see https://opentelemetry.io/docs/collector/configuration/
 */
export abstract class Component {
  /** Subclasses that have it themselves are marked, see `PURE`. */
  protected static readonly [PURE]: readonly string[] = [];

  public abstract readonly kind: ComponentKind;
  public readonly type: string;
  public readonly name: string | undefined;
  /** What it reads from the Kubernetes API, which the collector's service account is then allowed to. */
  public readonly access: readonly ClusterAccess[] = [];
  /** Extensions that its options refer to. */
  public readonly references: readonly Extension[] = [];
  /** Whether the collector is known to have this type only because the program says so, see `customReceiver` and its kin. */
  public readonly isCustom: boolean = false;
  /** Whether what it makes stands for all that it was given so far: if some of that is lost, the next makes it good. */
  public readonly isCumulative: boolean = false;
  /** What this component talks to, if that lives in a cluster that this program knows. */
  public readonly target: IConstruct | undefined;

  /**
   * @param type type of the component, for example `otlp`
   * @param name name that tells it from others of its type
   * @throws ArgumentError if the name has a character that an id cannot have
   */
  public constructor(type: string, name?: string, target?: IConstruct) {
    if (name !== undefined && !/^[^\p{Z}\p{C}\p{S}/"'{}[\]]{1,200}$/u.test(name)) {
      throw new ArgumentError(
        type,
        'name',
        `the name of a component has to be one word without "/", quotes and symbols, received ${quote(name)}`,
        'choose another name',
      );
    }
    this.type = type;
    this.name = name;
    this.target = target;
  }

  /** `type` or `type/name`. */
  public get id(): string {
    return this.name === undefined ? this.type : `${this.type}/${this.name}`;
  }

  /** What it reads from the Kubernetes API in a collector: `access`, and what depends on the collector's own name, namespace or platform. */
  public accessIn(_host: CollectorHost): readonly ClusterAccess[] {
    return this.access;
  }

  /** Renders this component for a collector. */
  public abstract bind(host: CollectorHost): ComponentBinding;
}

/** Takes telemetry in. `S` are the signals it can give to a pipeline. */
export abstract class Receiver<S extends Signal = Signal> extends Component {
  public override readonly kind = 'receiver';
  /** Whether it takes connections from those alone that show a certificate, a token or the like. */
  public readonly isSecured: boolean = false;
  /** Whether it accepts only HTTP requests with a certificate, a token or similar. */
  public readonly isHttpSecured: boolean = false;
  /** Largest message that it accepts over gRPC, in KiB; undefined if that is not known. */
  public readonly largestMessage: number | undefined = undefined;
  /** Largest body that it accepts over HTTP, in KiB; undefined if that is not known. */
  public readonly largestBody: number | undefined = undefined;
  /** Type-level only: makes a receiver of more signals fit where fewer are wanted, and no object literal fit at all. */
  declare protected readonly gives: (signal: S) => void;
}

/** Changes telemetry on its way. `S` are the signals it can work on. */
export abstract class Processor<S extends Signal = Signal> extends Component {
  public override readonly kind = 'processor';
  declare protected readonly works: (signal: S) => void;
}

/** Sends telemetry on. `S` are the signals it can take from a pipeline. */
export abstract class Exporter<S extends Signal = Signal> extends Component {
  public override readonly kind = 'exporter';
  /** Where telemetry arrives, as far as that is known: several where one stands in for another. */
  public readonly destinations: readonly Destination[] = [];
  declare protected readonly takes: (signal: S) => void;
  /** Whether it sends over a Skupper link, which may be down for long. */
  public readonly overLink: boolean = false;
  /** Whether all spans of a trace go to one and the same pod of a destination. */
  public readonly keepsTracesTogether: boolean = false;

  /** What was asked of its queue and is not given in a collector, in words. @internal */
  public shortfallIn(_host: CollectorHost): string | undefined {
    return undefined;
  }

  /** A pipeline of a signal sends by it. @internal */
  public sends(_signal: Signal): void {
    // What stands behind most exporters is there without them.
  }
}

/**
 * Joins pipelines: the exporter of one and the receiver of the next. `I` are the signals it takes, `O` those it gives; which
 * of them go together is checked at synthesis.
 */
export abstract class Connector<I extends Signal = Signal, O extends Signal = Signal> extends Component {
  public override readonly kind = 'connector';
  declare protected readonly takes: (signal: I) => void;
  declare protected readonly gives: (signal: O) => void;
}

/** A part of a collector that handles no telemetry itself. */
export abstract class Extension extends Component {
  public override readonly kind = 'extension';
  /** Type-level only: fits where an option refers to an extension. */
  declare public readonly [REFERS]: 'extension';
}
