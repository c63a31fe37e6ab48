import { ApiObject, Chart, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';

import { describeFinding, findingAt, type FindingOptions } from './finding';
import { SYNC_WAVE, syncWave } from './phase';
import { tryFindPlacement } from './placement';
import { isCollecting, isError } from './rule';
import { schemaFindings, type ManifestJson } from './schema';

/** A check of a rendered manifest, JSON patches included. */
export type ManifestCheck = (manifest: ManifestJson) => Iterable<FindingOptions>;

export interface ManifestProps {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Namespace, where it is not that of the chart. @default - that of the chart, or else of the site */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
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
  private readonly clusterScoped: boolean;
  readonly #checks: readonly ManifestCheck[];

  /** Whether an object is one of ours. `instanceof` cannot tell: cdk8s makes it true for every ApiObject. */
  public static isManifest(object: ApiObject): object is Manifest {
    return #checks in object;
  }

  public constructor(scope: Construct, id: string, props: ManifestProps) {
    super(scope, id, {
      apiVersion: props.apiVersion,
      kind: props.kind,
      metadata: {
        name: props.name,
        namespace: props.namespace ?? Chart.of(scope).namespace ?? tryFindPlacement(scope)?.namespace,
        ...(props.labels && { labels: { ...props.labels } }),
        annotations: { ...props.annotations, [SYNC_WAVE]: syncWave(props.apiVersion, props.kind) },
      },
      ...lazyFields(props.fields),
    });
    this.clusterScoped = props.clusterScoped ?? false;
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

  public override toJson(): ManifestJson {
    const json = super.toJson() as ManifestJson;
    if (!this.clusterScoped) return json;
    const { namespace: _, ...metadata } = json.metadata;
    return { ...json, metadata };
  }

  /** What the schema of the kind and the checks of this object have against its rendered form. */
  public check(json: ManifestJson): FindingOptions[] {
    return [...schemaFindings(json), ...this.#checks.flatMap((check) => [...check(json)])];
  }
}

function lazyFields(fields: ManifestProps['fields'] = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, produce]) => [key, Lazy.any({ produce })]));
}
