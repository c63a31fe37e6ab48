import { ApiObject, App, Chart, Lazy, type JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';

import { describeFinding, findingAt, type FindingOptions } from './finding';
import { phaseOf, SYNC_WAVE, type Phase } from './phase';
import { tryFindPlacement } from './placement';
import { isCollecting, isError } from './rule';
import { tryPlain } from './plain';
import { schemaFindings, type ManifestJson } from './schema';

/** Resolvers that every cdk8s App has: for lazy values, tokens and unions. */
const BUILT_IN_RESOLVERS = 3;

/** A check of a rendered manifest, JSON patches included. */
export type ManifestCheck = (manifest: ManifestJson) => Iterable<FindingOptions>;

export interface ManifestProps {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Namespace, where it is not that of the chart. @default - that of the chart, or else of the site */
  readonly namespace?: string;
  /** Labels; one that depends on what is placed later is made when the object is rendered. @default - none */
  readonly labels?: Readonly<Record<string, string | (() => string)>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** When it is applied. @default - as the table of phases has it for the kind */
  readonly phase?: Phase;
  /** Whether the kind is cluster-scoped and so has no namespace. @default false */
  readonly clusterScoped?: boolean;
  /** The top-level fields beside `metadata`, each made when the object is rendered. @default - none */
  readonly fields?: Readonly<Record<string, () => unknown>>;
  /** Checks beside the schema of the kind. @default - none */
  readonly checks?: readonly ManifestCheck[];
}

/**
 * One Kubernetes object of this library. Its content is already Kubernetes JSON when JSON patches are applied, so that a
 * patch names fields as kubectl does and an unknown field is found instead of dropped.
 */
export class Manifest extends ApiObject {
  /** Whether the kind is in no namespace. */
  public readonly isClusterScoped: boolean;
  /** When it is applied: the number of its file, and its sync wave. */
  public readonly phase: Phase;

  private readonly fields: Readonly<Record<string, () => unknown>>;
  private patched = false;
  readonly #checks: readonly ManifestCheck[];

  /** Whether an object is one of ours. `instanceof` cannot tell: cdk8s makes it true for every ApiObject. */
  public static isManifest(object: ApiObject): object is Manifest {
    return #checks in object;
  }

  public constructor(scope: Construct, id: string, props: ManifestProps) {
    const phase = props.phase ?? phaseOf(props.apiVersion, props.kind);
    super(scope, id, {
      apiVersion: props.apiVersion,
      kind: props.kind,
      metadata: {
        name: props.name,
        namespace: props.namespace ?? Chart.of(scope).namespace ?? tryFindPlacement(scope)?.namespace,
        ...(props.labels && { labels: lazyLabels(props.labels) }),
        annotations: { ...props.annotations, [SYNC_WAVE]: String(phase) },
      },
      ...lazyFields(props.fields),
    });
    this.phase = phase;
    this.isClusterScoped = props.clusterScoped ?? false;
    this.fields = props.fields ?? {};
    this.#checks = props.checks ?? [];
    this.node.addValidation({
      validate: () =>
        isCollecting(this.node.root)
          ? []
          : this.check(this.toJson())
              .map((finding) => findingAt(this.node.path, finding))
              .filter(isError)
              .map(describeFinding),
    });
  }

  public override addJsonPatch(...operations: JsonPatch[]): void {
    this.patched = true;
    super.addJsonPatch(...operations);
  }

  /** Whether JSON patches change what the program made. */
  public get isPatched(): boolean {
    return this.patched;
  }

  public override toJson(): ManifestJson {
    const json = this.tryRender() ?? (super.toJson() as ManifestJson);
    if (!this.isClusterScoped) return json;
    const { namespace: _, ...metadata } = json.metadata;
    return { ...json, metadata };
  }

  /**
   * The same as cdk8s makes of it, where there is nothing to resolve and to patch: an object of this library is mostly plain JSON,
   * and cdk8s asks every resolver for every value.
   */
  private tryRender(): ManifestJson | undefined {
    const hasOwnResolvers = App.of(this).resolvers.length > BUILT_IN_RESOLVERS;
    if (this.patched || hasOwnResolvers || process.env['CDK8S_DISABLE_SORT'] !== undefined) return undefined;
    const plain = tryPlain(() => Object.fromEntries(Object.entries(this.fields).map(([key, produce]) => [key, produce()])));
    if (plain === undefined) return undefined;
    const { apiVersion, kind } = this;
    return { apiVersion, kind, metadata: this.metadata.toJson() as ManifestJson['metadata'], ...plain };
  }

  /** What the schema of the kind and the checks of this object have against its rendered form. */
  public check(json: ManifestJson): FindingOptions[] {
    return [...schemaFindings(json), ...this.#checks.flatMap((check) => [...check(json)])];
  }
}

function lazyLabels(labels: NonNullable<ManifestProps['labels']>): Record<string, string> {
  const entries = Object.entries(labels).map(([key, value]) => [key, typeof value === 'string' ? value : lazyText(value)] as const);
  return Object.fromEntries(entries);
}

function lazyText(produce: () => string): string {
  return Lazy.any({ produce }) as string;
}

function lazyFields(fields: ManifestProps['fields'] = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, produce]) => [key, Lazy.any({ produce })]));
}
