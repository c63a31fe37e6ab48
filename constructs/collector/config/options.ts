import { Duration, Size, SizeRoundingBehavior } from 'cdk8s';

import type { Naming } from '../../../imports/otelcol/references';
import { ArgumentError } from '../../synth/argument';
import { Extension, type ComponentConfig, type ComponentVolume, type ConfigValue } from '../catalogue/component';
import { SecretValue, type Environment } from '../pods/environment';
import { MountedFile } from '../pods/mounted-file';
import { Pipeline } from './pipeline';
import { goDuration, kibibytesOf, suffixedSize } from '../../synth/units';

/** Options as the collector reads them, and what they refer to. */
export interface RenderedOptions {
  readonly config: ComponentConfig;
  readonly extensions: readonly Extension[];
  readonly environment: Environment;
  /** Volumes with the files that the options name, one for each Secret or ConfigMap. */
  readonly volumes: readonly ComponentVolume[];
}

/**
 * Renders typed options: `sendBatchSize` as `send_batch_size`, durations and sizes with their units, references as ids,
 * files of Secrets and ConfigMaps as paths.
 *
 * @param naming where names are those of the user and stay as they are
 */
export function renderOptions(options: object, naming: Naming = {}): RenderedOptions {
  const extensions: Extension[] = [];
  const environment: Record<string, SecretValue['source']> = {};
  const volumes = new Map<string, ComponentVolume>();
  const render = (value: unknown, below: Naming): ConfigValue => {
    if (value instanceof Duration) return goDuration(value);
    if (value instanceof Size) return below === 'prometheus' ? suffixedSize(value) : kibibytesOf(value) * 1024;
    if (value instanceof Pipeline) return value.id;
    if (value instanceof SecretValue) {
      const known = environment[value.variable];
      if (known !== undefined && JSON.stringify(known.source) !== JSON.stringify(value.source.source)) {
        const fix = 'give one of them a variable of its own: secretValue(…, { variable })';
        throw new ArgumentError('secretValue', 'variable', `two Secrets want the variable ${value.variable}`, fix);
      }
      environment[value.variable] = value.source;
      return value.toString();
    }
    if (value instanceof MountedFile) {
      volumes.set(value.volume.name, value.volume);
      return value.path;
    }
    if (value instanceof Extension) {
      extensions.push(value);
      return value.id;
    }
    if (Array.isArray(value)) return value.filter((item) => item !== undefined).map((item) => render(item, below));
    if (typeof value === 'object' && value !== null) return renderObject(value, below);
    return value as ConfigValue;
  };
  const renderObject = (object: object, below: Naming): ComponentConfig => {
    const entries = Object.entries(object).filter(([, value]) => value !== undefined && value !== null);
    return Object.fromEntries(
      entries.map(([name, value]: [string, unknown]) => {
        if (typeof below !== 'object') return [name, render(value, below === 'prometheus' ? below : true)];
        if ('*' in below) return [name, render(value, below['*'] ?? {})];
        const key = snake(name);
        const next = below[key] ?? {};
        return next === 'mib' && value instanceof Size
          ? [`${key}_mib`, value.toMebibytes({ rounding: SizeRoundingBehavior.FLOOR })]
          : [key, render(value, next)];
      }),
    );
  };
  const config = renderObject(options, naming);
  return { config, extensions, environment, volumes: [...volumes.values()] };
}

/** Lays a configuration over defaults: objects key by key, everything else whole. */
export function withDefaults(defaults: ComponentConfig, config: ComponentConfig): ComponentConfig {
  const merged: Record<string, ConfigValue> = { ...defaults };
  for (const [key, value] of Object.entries(config)) {
    const below = merged[key];
    merged[key] = isObject(below) && isObject(value) ? withDefaults(below, value) : value;
  }
  return merged;
}

function isObject(value: ConfigValue): value is ComponentConfig {
  return typeof value === 'object' && !Array.isArray(value);
}

/** `sendBatchSize` as `send_batch_size`. Names that are not made of words, such as those of metrics, have no upper case. */
export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
