import { applyError } from './apply-error';
import { ClusterError, clusterError, isNotFound } from './cluster-error';
import type { ServedResource } from './served-resource';
import { describeName, nameOf, type KubeObject, type ManagedFields, type ObjectName } from './kube-object';
import type { RawAnswer, RawRequests } from './raw-requests';
import { retryBusy } from './retry-busy';

/**
 * Who has applied the fields of the manifests, as Kubernetes keeps it. Not the name by which `link` writes its objects: a name that applies an
 * object once more without a field removes the field.
 */
export const MANIFESTS_MANAGER = 'otel-skupper-apply';

/** An object that was applied. */
export interface AppliedObject {
  readonly object: KubeObject;
  /** Whether it was not there before. */
  readonly created: boolean;
}

/** Objects of manifests in one cluster, with all fields that they have. Every failure is a `ClusterError`. */
export class ManifestClient {
  private readonly resources = new Map<string, ServedResource>();

  public constructor(
    private readonly context: string,
    private readonly requests: RawRequests,
    private readonly served: (apiVersion: string) => Promise<readonly ServedResource[]>,
  ) {}

  /** An object, undefined if it is not there, or its namespace is not. @throws ClusterError `not-yet` if its kind is not served */
  public async find(name: ObjectName): Promise<KubeObject | undefined> {
    const path = await this.pathOf(name);
    try {
      return (await retryBusy(() => this.requests.send('GET', path))).body as KubeObject;
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw clusterError(this.context, `read the ${describeName(name)}`, error, true);
    }
  }

  /** Applies an object on the server's side as it is written; fields that it has are taken over from whoever wrote them. */
  public async apply(object: KubeObject, { dryRun = false } = {}): Promise<AppliedObject> {
    const query = {
      fieldManager: MANIFESTS_MANAGER,
      force: 'true',
      // As kubectl has it: what a server does not know it would drop, with a warning that nobody reads.
      fieldValidation: 'Strict',
      ...(dryRun && { dryRun: 'All' }),
    };
    const { code, body } = await this.patch(nameOf(object), { query, body: object, contentType: 'application/apply-patch+yaml' });
    return { object: body as KubeObject, created: code === 201 };
  }

  /** Writes down anew who has which fields of an object, if nobody changed it since. */
  public async writeOwners(object: KubeObject, managedFields: readonly ManagedFields[]): Promise<void> {
    const { resourceVersion } = object.metadata;
    const query = { fieldManager: MANIFESTS_MANAGER };
    await this.patch(nameOf(object), {
      query,
      body: { metadata: { resourceVersion, managedFields } },
      contentType: 'application/merge-patch+json',
    });
  }

  private async patch(name: ObjectName, request: Parameters<RawRequests['send']>[2]): Promise<RawAnswer> {
    const path = await this.pathOf(name);
    try {
      return await this.requests.send('PATCH', path, request);
    } catch (error) {
      throw applyError(this.context, name, error);
    }
  }

  private async pathOf({ apiVersion, kind, namespace, name }: ObjectName): Promise<string> {
    const key = `${apiVersion} ${kind}`;
    const resource = this.resources.get(key) ?? (await this.served(apiVersion)).find((own) => own.kind === kind);
    if (resource === undefined) {
      const message = `the cluster of the context ${this.context} does not serve ${kind} of ${apiVersion} yet`;
      throw new ClusterError('not-yet', message, 'install the operators first: otel-skupper preflight tells which');
    }
    this.resources.set(key, resource);
    const place = resource.namespaced ? ['namespaces', encodeURIComponent(namespace ?? 'default')] : [];
    return ['', apiVersion.includes('/') ? 'apis' : 'api', apiVersion, ...place, resource.name, encodeURIComponent(name)].join('/');
  }
}
