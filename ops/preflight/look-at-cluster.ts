import type { ClusterClient } from '../cluster/cluster-client';
import type { ServedResource } from '../cluster/served-resource';
import type { KubeObject, ObjectName } from '../cluster/kube-object';
import { tryLook, type Known } from '../known';
import type { OperatorId, OperatorProgram } from '../../constructs/operator-facts';

/** What one cluster says to all sites on it: each question is asked once. */
export class ClusterLook {
  private readonly answers = new Map<string, Promise<unknown>>();

  public constructor(private readonly client: ClusterClient) {}

  /** Version of the API server. */
  public version(): Promise<string> {
    return this.once('version', () => this.client.version());
  }

  /** The same for all contexts that lead here: the UID of a namespace that every cluster has, or else the server's URL. */
  public identity(): Promise<string> {
    return this.once('identity', async () => {
      const seen = await tryLook(() => this.client.find({ apiVersion: 'v1', kind: 'Namespace', name: 'kube-system' }));
      return ('known' in seen ? seen.known?.metadata.uid : undefined) ?? this.client.server;
    });
  }

  /** What a version of a group serves. */
  public served(apiVersion: string): Promise<readonly ServedResource[]> {
    return this.once(`served ${apiVersion}`, () => this.client.served(apiVersion));
  }

  /** The Deployments of an operator, in all namespaces: those with its label, and those with its names alone. */
  public operator(id: OperatorId, { selector, deployments }: OperatorProgram): Promise<Known<readonly KubeObject[]>> {
    return this.once(`operator ${id}`, () =>
      tryLook(async () => {
        const labelled = await this.client.list('apps/v1', 'Deployment', { label: selector });
        const names = deployments.filter((name) => !labelled.some(({ metadata }) => metadata.name === name));
        const named = await Promise.all(names.map((name) => this.client.list('apps/v1', 'Deployment', { name })));
        return [...labelled, ...named.flat()];
      }),
    );
  }

  /** Classes of the cluster. */
  public classes(apiVersion: string, kind: string): Promise<Known<readonly KubeObject[]>> {
    return this.once(`classes ${kind}`, () => tryLook(() => this.client.list(apiVersion, kind)));
  }

  /** An object that several sites ask for. */
  public find(name: ObjectName): Promise<Known<KubeObject | undefined>> {
    return this.once(JSON.stringify(name), () => tryLook(() => this.client.find(name)));
  }

  private once<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const known = this.answers.get(question) as Promise<T> | undefined;
    const answer = known ?? ask();
    this.answers.set(question, answer);
    return answer;
  }
}
