import { ArgumentError, quote, requireDnsSubdomain } from '../../synth/argument';
import { shortDigest } from '../../synth/digest';
import type { Json } from '../../synth/yaml';
import type { REFERS } from '../../../imports/otelcol/references';

/**
 * Where the value of an environment variable of a collector comes from. A configuration reads it as `${env:NAME}`.
 *
 * @see https://opentelemetry.io/docs/collector/configuration/#environment-variables
 */
export class EnvironmentSource {
  /** A field of the pod, for example `status.hostIP` or `spec.nodeName`. */
  public static field(fieldPath: string): EnvironmentSource {
    return new EnvironmentSource({ valueFrom: { fieldRef: { fieldPath } } });
  }

  /** A key of a ConfigMap in the namespace that the collector's pods run in. */
  public static configMap(name: string, key: string): EnvironmentSource {
    return new EnvironmentSource({
      valueFrom: { configMapKeyRef: { name: requireDnsSubdomain('EnvironmentSource', 'configMap', name), key } },
    });
  }

  /** A key of a Secret in the namespace that the collector's pods run in. The Secret itself is made elsewhere. */
  public static secret(name: string, key: string): EnvironmentSource {
    return new EnvironmentSource({ valueFrom: { secretKeyRef: { name: requireDnsSubdomain('EnvironmentSource', 'secret', name), key } } });
  }

  /** A text that is no secret: it stands in the manifest. */
  public static text(value: string): EnvironmentSource {
    return new EnvironmentSource({ value });
  }

  /** The variable as a container has it, without its name. @internal */
  public readonly source: Readonly<Record<string, Json>>;

  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'EnvironmentSource';

  private constructor(source: Readonly<Record<string, Json>>) {
    this.source = source;
  }
}

/** Variables of a collector's environment by name. */
export type Environment = Readonly<Record<string, EnvironmentSource>>;

/**
 * A secret of a component's options, taken from a Kubernetes Secret by way of the environment. Made by `secretValue`; no
 * manifest ever holds the secret itself.
 */
export class SecretValue {
  /** Type-level only: fits where an option asks for a secret. */
  declare public readonly [REFERS]: 'secret';
  /** Name of the environment variable. */
  public readonly variable: string;
  public readonly source: EnvironmentSource;
  private readonly prefix: string;

  /** @internal */
  public constructor(secret: string, key: string, options: SecretValueOptions) {
    if (typeof (key as unknown) !== 'string' || !/^[-._a-zA-Z0-9]{1,253}$/.test(key)) {
      throw new ArgumentError(
        'secretValue',
        'key',
        `a key of a Secret has letters, digits, "-", "_" and ".", received ${quote(key)}`,
        'name a key of the Secret',
      );
    }
    this.source = EnvironmentSource.secret(secret, key);
    this.variable = options.variable ?? variableOf(secret, key);
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(this.variable)) {
      throw new ArgumentError(
        'secretValue',
        'variable',
        `has to be a name of letters, digits and "_", received ${quote(this.variable)}`,
        'choose another name',
      );
    }
    this.prefix = options.prefix ?? '';
  }

  /** What the collector reads: the name of the variable, never its value. */
  public toString(): string {
    return `${this.prefix}\${env:${this.variable}}`;
  }
}

/** A variable for a key of a Secret; names that would make the same one are told apart by a digest. */
function variableOf(secret: string, key: string): string {
  const text = `${secret}__${key}`;
  const plain = text
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '_')
    .replace(/^(?=[0-9])/, '_');
  const isTold = /^[a-z][a-z0-9]*(-[a-z0-9]+)*__[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
  return isTold ? plain : `${plain}_${shortDigest(text).toUpperCase()}`;
}

/** Options of `secretValue`. */
export interface SecretValueOptions {
  /** Text in front of the secret, for example `Bearer `. @default - none */
  readonly prefix?: string;
  /** Name of the environment variable. @default - made from the names of the Secret and the key */
  readonly variable?: string;
}

/**
 * A secret from a key of a Kubernetes Secret, for options such as `headers`, `password` or `token`.
 *
 * @param secret name of the Secret, in the namespace that the collector's pods run in
 * @param key key of the Secret
 * @throws ArgumentError if a name is not one that Kubernetes takes
 */
export function secretValue(secret: string, key: string, options: SecretValueOptions = {}): SecretValue {
  return new SecretValue(secret, key, options);
}
