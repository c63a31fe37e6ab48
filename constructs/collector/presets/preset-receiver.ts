import { CATALOGUE } from '../../../imports/otelcol/catalogue';
import type { Receivers } from '../../../imports/otelcol/receivers';
import { requireDnsLabel } from '../../synth/argument';
import type { ClusterAccess } from '../pods/access';
import { Receiver, type ComponentBinding, type Extension } from '../catalogue/component';
import type { CollectorHost } from '../pods/host';
import { renderOptions } from '../config/options';
import { accessOf } from '../rows/row-of';
import type { Signal } from '../config/signal';
import { PURE } from '../../synth/shape/pure';

/** What a preset is made of: the options of a receiver, and what it needs of the pod. */
export interface PresetParts<O extends object, G extends object> {
  /** Name of the factory, for arguments that are wrong. */
  readonly factory: string;
  /** What the program says. */
  readonly given: G;
  /** What the receiver reads, by the collector that it is in. Made once, not for each receiver. */
  readonly options: (given: G, host: CollectorHost) => O;
  /** Name of the component: a DNS label of at most 20 characters. @default - none: its id is its type */
  readonly name?: string | undefined;
  /** Extensions that the options refer to. @default - none */
  readonly extensions?: readonly Extension[];
  /** Everything else that it needs of the pod. Made once, not for each receiver. @default - nothing */
  readonly needs?: (given: G, host: CollectorHost) => PodNeeds;
}

/** What a preset needs of the pod of its collector. */
export type PodNeeds = Pick<ComponentBinding, 'volumes' | 'environment' | 'runAsRoot' | 'featureGates' | 'processors'>;

/** A receiver of the catalogue with everything that it takes to be of use in a cluster. */
export class PresetReceiver<S extends Signal, O extends object> extends Receiver<S> {
  protected static override readonly [PURE]: readonly string[] = [];

  public override readonly references: readonly Extension[];
  private readonly parts: PresetParts<O, object>;

  /** @throws ArgumentError if the name is no DNS label, or too long */
  public constructor(type: keyof Receivers, parts: PresetParts<O, object>) {
    super(type, parts.name === undefined ? undefined : requireDnsLabel(parts.factory, 'name', parts.name, 20));
    this.parts = parts;
    this.references = parts.extensions ?? [];
  }

  public override accessIn(host: CollectorHost): readonly ClusterAccess[] {
    return accessOf('receivers', this.type, this.parts.options(this.parts.given, host));
  }

  public override bind(host: CollectorHost): ComponentBinding {
    const { options, needs, given } = this.parts;
    const { config, extensions, environment, volumes } = renderOptions(options(given, host), CATALOGUE.receivers[this.type]?.naming);
    const needed = needs?.(given, host) ?? {};
    return {
      ...needed,
      config,
      extensions,
      volumes: [...(needed.volumes ?? []), ...volumes],
      environment: { ...environment, ...needed.environment },
    };
  }
}

/** A preset, typed by the signals of the receiver that it is built on. */
export function presetOf<T extends keyof Receivers, G extends object>(
  type: T,
  parts: PresetParts<Receivers[T]['options'], G>,
): Receiver<Receivers[T]['signals']> {
  return new PresetReceiver<Receivers[T]['signals'], Receivers[T]['options']>(type, eachOf(parts));
}

/** Parts of which the type of what the program says is no longer looked at: the functions get what stands beside them. */
export function eachOf<O extends object, G extends object>(parts: PresetParts<O, G>): PresetParts<O, object> {
  return parts as unknown as PresetParts<O, object>;
}
