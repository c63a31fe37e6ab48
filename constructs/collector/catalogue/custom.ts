import type { OptionValue } from '../../../imports/otelcol/references';
import { ArgumentError, quote } from '../../synth/argument';
import type { ClusterAccess } from '../pods/access';
import type { Component } from './component';
import {
  Connector,
  Exporter,
  Extension,
  Processor,
  Receiver,
  type ComponentBinding,
  type ComponentPort,
  type ComponentVolume,
} from './component';
import type { Environment } from '../pods/environment';
import { renderOptions, type RenderedOptions } from '../config/options';
import type { Signal } from '../config/signal';

/** A component that the catalogue does not know, as the collector's image has it. What is known of it is still checked. */
export interface CustomOptions {
  /** Name that tells it from others of its type. @default - none */
  readonly name?: string;
  /** Its settings, with the names that the collector reads. Durations, sizes, secrets, extensions and pipelines are rendered. @default - none */
  readonly settings?: Readonly<Record<string, OptionValue>>;
  /** Ports it listens on. @default - none */
  readonly ports?: readonly ComponentPort[];
  /** Volumes it needs. @default - none */
  readonly volumes?: readonly ComponentVolume[];
  /** What it reads from the Kubernetes API. @default - nothing */
  readonly access?: readonly ClusterAccess[];
  /** Variables that its settings read as `${env:NAME}`. @default - none */
  readonly environment?: Environment;
}

/** A component outside the catalogue and the signals it carries. */
export interface CustomSignalOptions<S extends Signal> extends CustomOptions {
  /** Signals that it carries. */
  readonly signals: readonly S[];
}

/** A connector outside the catalogue and the signals it joins. */
export interface CustomConnectorOptions<I extends Signal, O extends Signal> extends CustomOptions {
  /** Signals it takes. */
  readonly takes: readonly I[];
  /** Signals it gives. */
  readonly gives: readonly O[];
}

/** A receiver outside the catalogue. @throws ArgumentError if the type is not a component type */
export function customReceiver<S extends Signal>(type: string, options: CustomSignalOptions<S>): Receiver<S> {
  return new (custom(Receiver<S>))(type, options);
}

/** A processor outside the catalogue. @throws ArgumentError if the type is not a component type */
export function customProcessor<S extends Signal>(type: string, options: CustomSignalOptions<S>): Processor<S> {
  return new (custom(Processor<S>))(type, options);
}

/** An exporter outside the catalogue. @throws ArgumentError if the type is not a component type */
export function customExporter<S extends Signal>(type: string, options: CustomSignalOptions<S>): Exporter<S> {
  return new (custom(Exporter<S>))(type, options);
}

/** A connector outside the catalogue. @throws ArgumentError if the type is not a component type */
export function customConnector<I extends Signal, O extends Signal>(type: string, options: CustomConnectorOptions<I, O>): Connector<I, O> {
  return new (custom(Connector<I, O>))(type, options);
}

/** An extension outside the catalogue. @throws ArgumentError if the type is not a component type */
export function customExtension(type: string, options: CustomOptions = {}): Extension {
  return new (custom(Extension))(type, options);
}

function custom<B extends abstract new (type: string, name?: string) => Component>(
  Base: B,
): new (type: string, options: CustomOptions) => InstanceType<B> {
  abstract class Custom extends (Base as abstract new (type: string, name?: string) => Component) {
    public override readonly isCustom = true;
    public override readonly access: readonly ClusterAccess[];
    public override readonly references: readonly Extension[];
    private readonly brought: Required<Pick<ComponentBinding, 'ports' | 'volumes' | 'environment'>>;
    private readonly rendered: RenderedOptions;

    public constructor(type: string, options: CustomOptions) {
      if (!/^[a-zA-Z][0-9a-zA-Z_]{0,62}$/.test(type)) {
        throw new ArgumentError(
          'custom',
          'type',
          `a component's type has letters, digits and "_", received ${quote(type)}`,
          'give the type as the component states it',
        );
      }
      super(type, options.name);
      this.access = [...(options.access ?? [])];
      const { ports = [], volumes = [], environment = {} } = options;
      this.brought = {
        ports: ports.map((port) => ({ ...port })),
        volumes: volumes.map((volume) => ({ ...volume })),
        environment: { ...environment },
      };
      this.rendered = renderOptions(options.settings ?? {}, true);
      this.references = this.rendered.extensions;
    }

    public override bind(): ComponentBinding {
      const { rendered, brought } = this;
      return {
        ...rendered,
        ...brought,
        volumes: [...brought.volumes, ...rendered.volumes],
        environment: { ...brought.environment, ...rendered.environment },
      };
    }
  }
  return Custom as unknown as new (type: string, options: CustomOptions) => InstanceType<B>;
}
