import type {
  CoreV1Api,
  CustomObjectsApi,
  KubeConfig,
  KubernetesListObject,
  KubernetesObject,
  KubernetesObjectApi,
  PatchStrategy,
  VersionApi,
  VersionInfo,
} from '@kubernetes/client-node' with { 'resolution-mode': 'import' };

import { ClusterError, clusterError, isNotFound } from './cluster-error';
import { describeName, nameOf, type KubeObject, type ObjectName } from './kube-object';
import { ManifestClient } from './manifest-client';
import { RawRequests } from './raw-requests';
import { retryBusy } from './retry-busy';
import type { ServedResource } from './served-resource';

/** Who applied an object, as Kubernetes keeps it. */
const FIELD_MANAGER = 'otel-skupper';

/** How long one request may take, in milliseconds. */
const REQUEST_TIMEOUT = 20_000;

/** What somebody wants to do with a kind of objects. */
export interface AccessQuestion {
  readonly verb: string;
  readonly group: string;
  /** The resource, in the plural. */
  readonly resource: string;
  readonly namespace?: string;
}

interface Apis {
  readonly objects: KubernetesObjectApi;
  readonly core: CoreV1Api;
  readonly custom: CustomObjectsApi;
  readonly version: VersionApi;
  readonly serverSideApply: PatchStrategy;
  readonly raw: RawRequests;
}

/**
 * The API server of one cluster, as a context of a kubeconfig reaches it. Every failure is a `ClusterError`; nothing of what is sent
 * shows in it.
 */
export class ClusterClient {
  /** What applies manifests. */
  public readonly manifests: ManifestClient;

  /**
   * Makes a client; nothing is sent yet.
   *
   * @param config a kubeconfig whose current context is the one to use
   * @param signal ends all requests
   * @throws ClusterError if the context names no cluster
   */
  public static async make(config: KubeConfig, signal: AbortSignal): Promise<ClusterClient> {
    // Loading the client takes a quarter of a second, which other commands are spared.
    const k8s = await import('@kubernetes/client-node');
    const context = config.getCurrentContext();
    const server = config.getCurrentCluster()?.server;
    if (server === undefined) throw new ClusterError('refused', `the context ${context} names no cluster`, 'mend the kubeconfig');
    const requestSignal = (): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT)]);
    const configuration = k8s.createConfiguration({
      baseServer: new k8s.ServerConfiguration(server, {}),
      authMethods: { default: config },
      promiseMiddleware: [
        {
          pre: (request) => {
            request.setSignal(requestSignal());
            return Promise.resolve(request);
          },
          post: (response) => Promise.resolve(response),
        },
      ],
    });
    return new ClusterClient(context, server, {
      objects: new k8s.KubernetesObjectApi(configuration),
      core: new k8s.CoreV1Api(configuration),
      custom: new k8s.CustomObjectsApi(configuration),
      version: new k8s.VersionApi(configuration),
      serverSideApply: k8s.PatchStrategy.ServerSideApply,
      raw: new RawRequests(configuration, k8s.HttpMethod, requestSignal),
    });
  }

  private constructor(
    /** Name of the context. */
    public readonly context: string,
    /** URL of the API server. */
    public readonly server: string,
    private readonly apis: Apis,
  ) {
    this.manifests = new ManifestClient(context, apis.raw, (apiVersion) => this.served(apiVersion));
  }

  /** An object, undefined if it is not there. */
  public async find(name: ObjectName): Promise<KubeObject | undefined> {
    try {
      return (await retryBusy(() => this.apis.objects.read(headerOf(name)))) as KubeObject;
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw this.failed(`read the ${describeName(name)}`, error);
    }
  }

  /** All objects of a kind in a namespace, or with a label or a name in all of them. */
  public async list(
    apiVersion: string,
    kind: string,
    where: { readonly namespace?: string; readonly label?: string; readonly name?: string } = {},
  ): Promise<readonly KubeObject[]> {
    const none = undefined;
    const field = where.name === undefined ? none : `metadata.name=${where.name}`;
    try {
      const list: KubernetesListObject<KubernetesObject> = await retryBusy(() =>
        this.apis.objects.list(...([apiVersion, kind, where.namespace, none, none, none, field, where.label] as const)),
      );
      // Items of lists lack what all of them share.
      return list.items.map((item) => ({ ...item, apiVersion, kind }) as KubeObject);
    } catch (error) {
      throw this.failed(`list ${kind} objects${where.namespace === undefined ? '' : ` in the namespace ${where.namespace}`}`, error);
    }
  }

  /** Makes an object that must not be there. */
  public async create(object: KubeObject): Promise<KubeObject> {
    try {
      return (await this.apis.objects.create(object as KubernetesObject, undefined, undefined, FIELD_MANAGER)) as KubeObject;
    } catch (error) {
      throw this.failed(`create the ${describeName(nameOf(object))}`, error, false);
    }
  }

  /** Makes an object or changes the fields that are given, on the server's side. */
  public async apply(object: KubeObject): Promise<KubeObject> {
    const none = undefined;
    try {
      return (await this.apis.objects.patch(
        ...([object as KubernetesObject, none, none, FIELD_MANAGER, true, this.apis.serverSideApply] as const),
      )) as KubeObject;
    } catch (error) {
      throw this.failed(`apply the ${describeName(nameOf(object))}`, error, false);
    }
  }

  /** Removes an object; it may be gone already. */
  public async remove(name: ObjectName): Promise<void> {
    try {
      await this.apis.objects.delete(headerOf(name));
    } catch (error) {
      if (!isNotFound(error)) throw this.failed(`delete the ${describeName(name)}`, error);
    }
  }

  /** What a version of a group serves; empty if the cluster does not know it. */
  public async served(apiVersion: string): Promise<readonly ServedResource[]> {
    const [group = '', version = ''] = apiVersion.split('/');
    try {
      const { resources } =
        version === '' ? await this.apis.core.getAPIResources() : await this.apis.custom.getAPIResources({ group, version });
      return resources.filter(({ name }) => !name.includes('/'));
    } catch (error) {
      if (isNotFound(error)) return [];
      throw this.failed(`ask for the resources of ${apiVersion}`, error);
    }
  }

  /** The version of the API server, such as `v1.34.1`. */
  public async version(): Promise<string> {
    const none = `the server of the context ${this.context} is no Kubernetes API`;
    try {
      const { gitVersion } = (await this.apis.version.getCode()) as Partial<VersionInfo>;
      if (gitVersion === undefined) throw new ClusterError('unreachable', none, 'check its address in the kubeconfig');
      return gitVersion;
    } catch (error) {
      if (error instanceof ClusterError) throw error;
      if (isNotFound(error)) throw new ClusterError('unreachable', none, 'check its address in the kubeconfig');
      throw this.failed('ask for the version', error);
    }
  }

  /** Whether the user of the context may do something. */
  public async can({ verb, group, resource, namespace }: AccessQuestion): Promise<boolean> {
    const resourceAttributes = { verb, group, resource, ...(namespace !== undefined && { namespace }) };
    const review = {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      metadata: {},
      spec: { resourceAttributes },
    };
    try {
      const { status } = (await this.apis.objects.create(review)) as KubernetesObject as KubeObject;
      return status?.['allowed'] === true;
    } catch (error) {
      throw this.failed('ask for permissions', error);
    }
  }

  private failed(doing: string, error: unknown, quotes = true): ClusterError {
    return clusterError(this.context, doing, error, quotes);
  }
}

function headerOf({ apiVersion, kind, namespace, name }: ObjectName): {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { name: string; namespace?: string };
} {
  return { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) } };
}
