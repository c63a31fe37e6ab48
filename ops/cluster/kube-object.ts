/** A condition in the status of an object. */
export interface Condition {
  readonly type?: string;
  readonly status?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly observedGeneration?: number;
  readonly lastTransitionTime?: string;
}

/** A Kubernetes object as a cluster holds it. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly generation?: number;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly {
      readonly apiVersion: string;
      readonly kind: string;
      readonly name: string;
      readonly uid: string;
    }[];
    /** A date of the client, or text of an object that came as JSON. */
    readonly creationTimestamp?: Date | string;
    readonly deletionTimestamp?: unknown;
    readonly managedFields?: readonly ManagedFields[];
  };
  readonly type?: string;
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
  readonly status?: KubeStatus;
}

/** Fields of an object that one program wrote. */
export interface ManagedFields {
  readonly manager?: string;
  /** `Apply` on the server's side, or `Update`. */
  readonly operation?: string;
  readonly subresource?: string;
  readonly apiVersion?: string;
  readonly time?: unknown;
  readonly fieldsV1?: Readonly<Record<string, unknown>>;
}

/** What controllers say of an object. */
export interface KubeStatus extends Readonly<Record<string, unknown>> {
  readonly conditions?: readonly Condition[];
  readonly status?: string;
  readonly message?: string;
}

/** What names an object in a cluster. */
export interface ObjectName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** Name, kind and namespace in words. */
export function describeName({ kind, namespace, name }: ObjectName): string {
  return `${kind} ${name}${namespace === undefined ? '' : ` in the namespace ${namespace}`}`;
}

/** The names of an object. */
export function nameOf({ apiVersion, kind, metadata: { name, namespace } }: KubeObject): ObjectName {
  return { apiVersion, kind, name, ...(namespace !== undefined && { namespace }) };
}

/** A condition, if it was written for the object as it is now. */
export function conditionOf({ metadata, status }: KubeObject, type: string): Condition | undefined {
  const found = status?.conditions?.find((condition) => condition.type === type);
  const seen = found?.observedGeneration ?? 0;
  // Controllers that leave it out write 0.
  return seen === 0 || seen >= (metadata.generation ?? 0) ? found : undefined;
}

/** Whether a condition is true for the object as it is now. */
export function isTrue(object: KubeObject, type: string): boolean {
  return conditionOf(object, type)?.status === 'True';
}

/** Whether the API server created one object after another. Times are in whole seconds: objects of the same second are not later. */
export function isNewer({ metadata: later }: KubeObject, { metadata: earlier }: KubeObject): boolean {
  const [after, before] = [later, earlier].map(({ creationTimestamp }) => new Date(creationTimestamp ?? Number.NaN).getTime());
  return Number(after) > Number(before);
}

/** What the status says in words: its message, or else what the first condition that is not true says. */
export function messageOf({ status }: KubeObject): string {
  if (status === undefined) return 'no controller has looked at it yet';
  const { status: phase = '', message = '' } = status;
  if (message !== '' && message !== 'OK') return phase === '' ? message : `${phase}: ${message}`;
  const open = status.conditions?.find((condition) => condition.status !== 'True');
  if (open === undefined) return phase === '' ? 'its status says nothing' : phase;
  const why = [open.message, open.reason].find((text) => text !== undefined && text !== '');
  return `${open.type ?? 'a condition'} is not true${why === undefined ? '' : ` (${why})`}`;
}
