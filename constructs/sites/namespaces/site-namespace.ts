import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';

import { ENFORCE_LABEL, type PodSecurityLevel } from '../../security/pod-security-level';
import { ArgumentError, quote, requireDnsLabel, type ArgumentPlace } from '../../synth/argument';
import { Derived } from '../../synth/derived';
import { Manifest } from '../../synth/manifest';
import type { Rendering } from '../../synth/rendering';
import { levelForPods } from './namespace-level';
import { PURE } from '../../synth/shape/pure';

/** A namespace that is already there: `existingNamespace`. */
export class ExistingNamespace {
  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'ExistingNamespace';

  /** @internal */
  public constructor(public readonly name: string) {}
}

/**
 * Uses a namespace that somebody else makes. That of a site may enforce at most the PodSecurity level `baseline`: the Skupper
 * router does not pass `restricted`.
 *
 * @throws ArgumentError if the name is no DNS label
 */
export function existingNamespace(name: string): ExistingNamespace {
  return new ExistingNamespace(requireDnsLabel('existingNamespace', 'name', name));
}

/** Options of a site's `addNamespace`. */
export interface NamespaceOptions {
  /**
   * What pods in it have to pass, if it is created. `privileged` is never given unasked: pods that need it are found.
   *
   * @default - the stricter of `restricted` and `baseline` that all pods of this program in it pass
   */
  readonly podSecurity?: PodSecurityLevel;
}

/** A further namespace of a site's cluster: a cdk8s chart, in which anything is placed that belongs there. Made by `addNamespace`. */
export class SiteNamespace extends Chart {
  protected static readonly [PURE]: readonly string[] = [];

  public override readonly namespace: string;
  /** Whether the namespace is made by this program. */
  public readonly isCreated: boolean;

  private readonly level: PodSecurityLevel | undefined;

  /** @internal */
  public constructor(scope: Construct, namespace: string | ExistingNamespace, options: NamespaceOptions = {}) {
    const { name, isCreated } = splitNamespace(namespace);
    super(scope, name, { namespace: name });
    this.namespace = requireDnsLabel(this, 'namespace', name);
    this.isCreated = isCreated;
    this.level = levelOf(this, namespace, options);
    if (isCreated) createNamespace(this, this, name, this.level ?? Derived.from<SiteNamespace>(this, SiteNamespace.levelNow));
  }

  private static readonly levelNow = (place: SiteNamespace, rendering: Rendering): PodSecurityLevel =>
    levelForPods(place, place.namespace, rendering);

  /** Whether this is what these options ask for. @internal */
  public isSame(namespace: string | ExistingNamespace, options: NamespaceOptions): boolean {
    const isAsked = options.podSecurity !== undefined;
    return splitNamespace(namespace).isCreated === this.isCreated && (!isAsked || levelOf(this, namespace, options) === this.level);
  }
}

/** The level that is asked for. @throws ArgumentError for a namespace that is not made here */
export function levelOf(
  place: Construct,
  namespace: string | ExistingNamespace,
  { podSecurity }: NamespaceOptions,
): PodSecurityLevel | undefined {
  if (podSecurity === undefined || splitNamespace(namespace).isCreated) return podSecurity;
  const fix = 'leave podSecurity out, or let this program make the namespace';
  throw new ArgumentError(place, 'podSecurity', 'is for a namespace that is made here, and this one is there already', fix);
}

/** Name of a namespace, and whether it is to be made. */
export function splitNamespace(namespace: string | ExistingNamespace): { readonly name: string; readonly isCreated: boolean } {
  return namespace instanceof ExistingNamespace ? { name: namespace.name, isCreated: false } : { name: namespace, isCreated: true };
}

/** Makes a namespace. @throws ArgumentError for one of Kubernetes itself, which is there already and not to be relabelled */
export function createNamespace(scope: Construct, place: ArgumentPlace, name: string, level: PodSecurityLevel | Derived): Manifest {
  if (name === 'default' || name.startsWith('kube-')) {
    const fix = `use another, or existingNamespace(${quote(name)})`;
    throw new ArgumentError(place, 'namespace', `the namespace ${quote(name)} belongs to Kubernetes`, fix);
  }
  const label = 'pod-security.kubernetes.io';
  return new Manifest(scope, 'namespace', {
    apiVersion: 'v1',
    kind: 'Namespace',
    name,
    clusterScoped: true,
    labels: { [ENFORCE_LABEL]: level, [`${label}/audit`]: 'restricted', [`${label}/warn`]: 'restricted' },
  });
}
