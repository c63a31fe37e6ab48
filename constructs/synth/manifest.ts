import { ApiObject, App, Chart, Lazy, type ApiObjectProps, type IAnyProducer, type JsonPatch } from 'cdk8s';
import type { Construct, IConstruct, IValidation } from 'constructs';

import { DefinedRule } from './define-rule';
import { Derived } from './derived';
import { describeFinding, findingAt, type FindingOptions } from './finding';
import { phaseOf, SYNC_WAVE, type Phase } from './phase';
import { tryFindPlacement } from './placement';
import { Rendering } from './rendering';
import type { ObjectCheck } from './rules/object';
import { isError, reportsAsData, runRule } from './rule';
import { tryPlain } from './plain';
import { schemaFindings, type ManifestJson } from './schema';
import { PURE } from './shape/pure';

/** Resolvers that every cdk8s App has: for lazy values, tokens and unions. */
const BUILT_IN_RESOLVERS = 3;

/** Whether the App of a construct has resolvers of the program's own: they may change any value of any object. */
export function hasOwnResolvers(construct: IConstruct): boolean {
  return App.of(construct).resolvers.length > BUILT_IN_RESOLVERS;
}

/** A check of a rendered manifest, JSON patches included. */
export type ManifestCheck = (manifest: ManifestJson) => Iterable<FindingOptions>;

/** Rule for a rendered manifest, JSON patches included. */
type ObjectRule = DefinedRule<string, ObjectCheck>;

type Look<F> = (manifest: ManifestJson, from: F, rendering: Rendering) => Iterable<FindingOptions>;

/** Check that needs more than the manifest. It reads only its arguments. */
export class BoundCheck {
  /** @param look one function for all objects */
  public static of<F extends object>(from: F, look: Look<F>): BoundCheck {
    return new BoundCheck(from, look as Look<object>);
  }

  private constructor(
    private readonly from: object,
    private readonly look: Look<object>,
  ) {}

  public check(manifest: ManifestJson, rendering: Rendering): Iterable<FindingOptions> {
    return this.look(manifest, this.from, rendering);
  }
}

export interface ManifestProps {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Namespace, where it is not that of the chart. @default - that of the chart, or else of the site */
  readonly namespace?: string;
  /** Labels. A function, or a `Derived` value, is called when the object is rendered. @default - none */
  readonly labels?: Readonly<Record<string, string | Derived | (() => string)>>;
  /** Annotations. A `Derived` value is worked out when the object is rendered. @default - none */
  readonly annotations?: Readonly<Record<string, string | Derived>>;
  /** When it is applied. @default - as the table of phases has it for the kind */
  readonly phase?: Phase;
  /** Whether the kind is cluster-scoped and so has no namespace. @default false */
  readonly clusterScoped?: boolean;
  /**
   * The top-level fields beside `metadata`: Kubernetes JSON, or a function or `Derived` value that makes it when the object is rendered.
   *
   * @default - none
   */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Rules and checks in addition to the schema of the kind. @default - none */
  readonly checks?: readonly (ObjectRule | ManifestCheck | BoundCheck)[];
  /** Role of the object for rules of this package, in addition to its kind. @default - none */
  readonly mark?: string;
}

/**
 * One Kubernetes object of this library. Its content is already Kubernetes JSON when JSON patches are applied, so that a
 * patch names fields as kubectl does and an unknown field is found instead of dropped.
 */
export class Manifest extends ApiObject implements IValidation {
  /** What cdk8s is given is made of the other fields. */
  protected static readonly [PURE]: readonly string[] = ['props', 'given', 'values'];

  /** Whether the kind is in no namespace. */
  public readonly isClusterScoped: boolean;
  /** When it is applied: the number of its file, and its sync wave. */
  public readonly phase: Phase;
  /** Role of the object for rules of this package, in addition to its kind. */
  public readonly mark: string | undefined;

  private readonly fields: Readonly<Record<string, unknown>>;
  private readonly checks: readonly (ObjectRule | ManifestCheck | BoundCheck)[];
  /** What cdk8s renders. It has the fields once cdk8s is asked to. */
  private readonly given: Record<string, unknown>;
  private readonly values: LateValues;
  private patched = false;
  /** Current rendering, while the object is rendered. */
  private rendering: Rendering | undefined;
  readonly #brand = true;

  /** Whether an object is one of ours. `instanceof` cannot tell: cdk8s makes it true for every ApiObject. */
  public static isManifest(object: ApiObject): object is Manifest {
    return #brand in object;
  }

  public constructor(scope: Construct, id: string, props: ManifestProps) {
    const phase = props.phase ?? phaseOf(props.apiVersion, props.kind);
    const values = new LateValues();
    const given: Record<string, unknown> & ApiObjectProps = {
      apiVersion: props.apiVersion,
      kind: props.kind,
      metadata: {
        name: props.name,
        namespace: props.namespace ?? Chart.of(scope).namespace ?? tryFindPlacement(scope)?.namespace,
        ...(props.labels && { labels: values.late(props.labels) }),
        annotations: { ...values.late(props.annotations ?? {}), [SYNC_WAVE]: String(phase) },
      },
    };
    super(scope, id, given);
    values.owner = this;
    this.given = given;
    this.values = values;
    this.phase = phase;
    this.isClusterScoped = props.clusterScoped ?? false;
    this.mark = props.mark;
    this.fields = props.fields ?? {};
    this.checks = props.checks ?? [];
    this.node.addValidation(this);
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
    return this.render(new Rendering());
  }

  /** The object as it is written. @internal */
  public render(rendering: Rendering): ManifestJson {
    const before = this.rendering;
    this.rendering = rendering;
    try {
      const json = this.tryRender() ?? this.renderByCdk8s();
      if (!this.isClusterScoped) return json;
      const { namespace: _, ...metadata } = json.metadata;
      return { ...json, metadata };
    } finally {
      this.rendering = before;
    }
  }

  /** A label, annotation or field as it is now. @internal */
  public currentValue(given: unknown): unknown {
    if (given instanceof Derived) return given.value(this.rendering ?? new Rendering());
    return typeof given === 'function' ? (given as () => unknown)() : given;
  }

  private renderByCdk8s(): ManifestJson {
    Object.assign(this.given, this.values.late(this.fields));
    return super.toJson() as ManifestJson;
  }

  /**
   * The same as cdk8s makes of it, where there is nothing to resolve and to patch: an object of this library is mostly plain JSON,
   * and cdk8s asks every resolver for every value.
   */
  private tryRender(): ManifestJson | undefined {
    if (this.patched || hasOwnResolvers(this) || process.env['CDK8S_DISABLE_SORT'] !== undefined) return undefined;
    const plain = tryPlain(() => Object.fromEntries(Object.entries(this.fields).map(([key, value]) => [key, this.currentValue(value)])));
    if (plain === undefined) return undefined;
    const { apiVersion, kind } = this;
    return { apiVersion, kind, metadata: this.metadata.toJson() as ManifestJson['metadata'], ...plain };
  }

  /** Under an App that is not ours, findings are validation messages. @internal */
  public validate(): string[] {
    if (reportsAsData(this)) return [];
    return this.check(this.toJson())
      .map((finding) => findingAt(this.node.path, finding))
      .filter(isError)
      .map(describeFinding);
  }

  /** What the schema of the kind and the checks of this object have against its rendered form. */
  public check(json: ManifestJson, rendering = new Rendering()): FindingOptions[] {
    const own = this.checks.flatMap((check) => {
      if (check instanceof DefinedRule) return runRule(check, (look) => look(json));
      return [...(check instanceof BoundCheck ? check.check(json, rendering) : check(json))];
    });
    return [...schemaFindings(json), ...own];
  }
}

/** Values that cdk8s asks for when it renders an object. */
class LateValues {
  public owner: Manifest | undefined;

  /** Texts stay as they are, so that cdk8s itself can sort them; all else is asked for. */
  public late(given: Readonly<Record<string, unknown>>): Record<string, string> {
    const entries = Object.entries(given).map(([key, value]) => [key, typeof value === 'string' ? value : this.lazy(value)] as const);
    return Object.fromEntries(entries);
  }

  private lazy(given: unknown): string {
    return Lazy.any(new LateValue(this, given)) as string;
  }
}

class LateValue implements IAnyProducer {
  public constructor(
    private readonly values: LateValues,
    private readonly given: unknown,
  ) {}

  public produce(): unknown {
    return this.values.owner?.currentValue(this.given);
  }
}
