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
export interface PresetParts<O extends object> {
  /** Name of the factory, for arguments that are wrong. */
  readonly factory: string;
  /** What the receiver reads, by the collector that it is in. */
  readonly options: (host: CollectorHost) => O;
  /** Name of the component: a DNS label of at most 20 characters. @default - none: its id is its type */
  readonly name?: string | undefined;
  /** Extensions that the options refer to. @default - none */
  readonly extensions?: readonly Extension[];
  /** Everything else that it needs of the pod. @default - nothing */
  readonly needs?: (host: CollectorHost) => PodNeeds;
}

/** What a preset needs of the pod of its collector. */
export type PodNeeds = Pick<ComponentBinding, 'volumes' | 'environment' | 'runAsRoot' | 'featureGates' | 'processors'>;

/** A receiver of the catalogue with everything that it takes to be of use in a cluster. */
export class PresetReceiver<S extends Signal, O extends object> extends Receiver<S> {
  protected static override readonly [PURE]: readonly string[] = [];

  public override readonly references: readonly Extension[];
  private readonly parts: PresetParts<O>;

  /** @throws ArgumentError if the name is no DNS label, or too long */
  public constructor(type: keyof Receivers, parts: PresetParts<O>) {
    super(type, parts.name === undefined ? undefined : requireDnsLabel(parts.factory, 'name', parts.name, 20));
    this.parts = parts;
    this.references = parts.extensions ?? [];
  }

  public override accessIn(host: CollectorHost): readonly ClusterAccess[] {
    return accessOf('receivers', this.type, this.parts.options(host));
  }

  public override bind(host: CollectorHost): ComponentBinding {
    const { options, needs } = this.parts;
    const { config, extensions, environment } = renderOptions(options(host), CATALOGUE.receivers[this.type]?.naming);
    const needed = needs?.(host) ?? {};
    return { ...needed, config, extensions, environment: { ...environment, ...needed.environment } };
  }
}

/** A preset, typed by the signals of the receiver that it is built on. */
export function presetOf<T extends keyof Receivers>(
  type: T,
  parts: PresetParts<Receivers[T]['options']>,
): Receiver<Receivers[T]['signals']> {
  return new PresetReceiver<Receivers[T]['signals'], Receivers[T]['options']>(type, parts);
}
