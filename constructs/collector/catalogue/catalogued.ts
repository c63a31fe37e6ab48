import type { Connectors } from '../../../imports/otelcol/connectors';
import type { Exporters } from '../../../imports/otelcol/exporters';
import type { Extensions } from '../../../imports/otelcol/extensions';
import type { Processors } from '../../../imports/otelcol/processors';
import type { Receivers } from '../../../imports/otelcol/receivers';
import { CATALOGUE } from '../../../imports/otelcol/catalogue';
import type { ComponentClass } from '../../../imports/otelcol/references';
import type { ClusterAccess } from '../pods/access';
import type { Component } from './component';
import { Connector, Exporter, Extension, Processor, Receiver, type ComponentBinding, type ComponentConfig } from './component';
import type { Environment } from '../pods/environment';
import type { CollectorHost } from '../pods/host';
import { endpointName } from '../connections/endpoint';
import { isServer } from '../connections/listeners';
import { PURE } from '../../synth/shape/pure';
import { accessOf, rowOf } from '../rows/row-of';
import { renderOptions, withDefaults, type RenderedOptions } from '../config/options';

/** What every component may be given beside its own options. */
export interface NamedOptions {
  /** Name that tells it from others of its type. @default - none: its id is its type; an exporter is named after what it points at */
  readonly name?: string;
}

/** What this package adds to the options of a component of the catalogue. */
export interface Additions<O> {
  /** Settings that are right in production, where the collector's own default is not. */
  readonly defaults?: (host: CollectorHost, options: O, component: Component) => ComponentConfig;
  readonly environment?: Environment;
  readonly collectorAttributes?: Readonly<Record<string, string>>;
  readonly featureGates?: readonly string[];
}

/** Options as arguments: left out where none is required. */
export type OptionArguments<O> = object extends O ? [options?: O & NamedOptions] : [options: O & NamedOptions];

type ComponentType = abstract new (type: string, name?: string) => Component;

/** The class of a component of the catalogue: its options, laid over the defaults. */
function catalogued<B extends ComponentType>(
  Base: B,
  part: ComponentClass,
  type: string,
  additions: Additions<never>,
): new (options: NamedOptions) => InstanceType<B> {
  abstract class Catalogued extends (Base as ComponentType) {
    protected static readonly [PURE]: readonly string[] = [];

    public override readonly access: readonly ClusterAccess[];
    public override readonly references: readonly Extension[];
    public override readonly isCumulative: boolean;
    private readonly options: object;
    private readonly rendered: RenderedOptions;

    public constructor({ name, ...options }: NamedOptions & { readonly endpoint?: unknown }) {
      super(
        type,
        name ??
          (part === 'exporters' && !isServer(part, type) && typeof options.endpoint === 'string'
            ? endpointName(options.endpoint)
            : undefined),
      );
      this.access = accessOf(part, type, options);
      this.options = options;
      this.rendered = renderOptions(options, CATALOGUE[part][type]?.naming);
      this.references = this.rendered.extensions;
      this.isCumulative = part === 'connectors' && rowOf(part, type).makes(this.rendered.config) === 'cumulative';
    }

    public override bind(host: CollectorHost): ComponentBinding {
      const { config, extensions, environment, volumes } = this.rendered;
      return {
        config: withDefaults(additions.defaults?.(host, this.options as never, this) ?? {}, config),
        extensions,
        volumes,
        environment: { ...additions.environment, ...environment },
        ...(additions.featureGates && { featureGates: additions.featureGates }),
        ...(additions.collectorAttributes && { collectorAttributes: additions.collectorAttributes }),
      };
    }
  }
  return Catalogued as unknown as new (options: NamedOptions) => InstanceType<B>;
}

/** A factory for a receiver of the catalogue. */
export function receiverOf<T extends keyof Receivers>(type: T, additions: Additions<Receivers[T]['options']> = {}) {
  const Made = catalogued(Receiver<Receivers[T]['signals']>, 'receivers', type, additions);
  return (...[options]: OptionArguments<Receivers[T]['options']>): Receiver<Receivers[T]['signals']> => new Made(options ?? {});
}

/** A factory for a processor of the catalogue. */
export function processorOf<T extends keyof Processors>(type: T, additions: Additions<Processors[T]['options']> = {}) {
  const Made = catalogued(Processor<Processors[T]['signals']>, 'processors', type, additions);
  return (...[options]: OptionArguments<Processors[T]['options']>): Processor<Processors[T]['signals']> => new Made(options ?? {});
}

/** A factory for an exporter of the catalogue. */
export function exporterOf<T extends keyof Exporters>(type: T, additions: Additions<Exporters[T]['options']> = {}) {
  const Made = catalogued(Exporter<Exporters[T]['signals']>, 'exporters', type, additions);
  return (...[options]: OptionArguments<Exporters[T]['options']>): Exporter<Exporters[T]['signals']> => new Made(options ?? {});
}

/** A factory for a connector of the catalogue. */
export function connectorOf<T extends keyof Connectors>(type: T, additions: Additions<Connectors[T]['options']> = {}) {
  const Made = catalogued(Connector<Connectors[T]['takes'], Connectors[T]['gives']>, 'connectors', type, additions);
  return (...[options]: OptionArguments<Connectors[T]['options']>): Connector<Connectors[T]['takes'], Connectors[T]['gives']> =>
    new Made(options ?? {});
}

/** A factory for an extension of the catalogue. */
export function extensionOf<T extends keyof Extensions>(type: T, additions: Additions<Extensions[T]['options']> = {}) {
  const Made = catalogued(Extension, 'extensions', type, additions);
  return (...[options]: OptionArguments<Extensions[T]['options']>): Extension => new Made(options ?? {});
}
