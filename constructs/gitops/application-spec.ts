import { toJson_ApplicationSpec, type ApplicationSpecIgnoreDifferences, type ApplicationSpecSyncPolicy } from '../../imports/argoproj.io';
import type { ArgoCdDestination } from '../sites/argo-cd-destination';
import type { SiteObject } from '../sites/network/site-objects';

/** What Argo CD does by itself. */
export interface AutomatedSyncOptions {
  /** Whether it deletes what is gone from the repository. @default true */
  readonly prune?: boolean;
  /** Whether it puts back what was changed in the cluster. @default true */
  readonly selfHeal?: boolean;
}

/** What all Applications of a network have in common. */
export interface ApplicationOptions {
  readonly project: string;
  readonly repository: string;
  readonly revision: string;
  readonly automated: AutomatedSyncOptions | false;
}

/** What an Application is for: a folder, and where it goes. */
export interface ApplicationPlace {
  readonly folder: string;
  readonly namespace: string;
  readonly destination: ArgoCdDestination | { readonly name: string; readonly server: string };
  readonly ignored: readonly ApplicationSpecIgnoreDifferences[];
}

/** Has Argo CD delete the objects of an Application before the Application itself. */
export const CASCADE = 'resources-finalizer.argocd.argoproj.io';

/** The spec of an Application. */
export function applicationSpec({ project, repository, revision, automated }: ApplicationOptions, place: ApplicationPlace): object {
  const { folder, namespace, destination, ignored } = place;
  const spec = toJson_ApplicationSpec({
    project,
    // Without anything said of the folder, a Kustomization in it would make Argo CD take it for Kustomize's.
    source: { repoUrl: repository, targetRevision: revision, path: folder, directory: { recurse: true } },
    destination: { ...destination, namespace },
    syncPolicy: { ...automatedSync(automated), syncOptions: syncOptions(ignored), retry: RETRY },
    ...(ignored.length > 0 && { ignoreDifferences: [...ignored] }),
  });
  return spec ?? {};
}

/**
 * For what gets right by itself: operators that are being installed, webhooks that do not answer yet, an edge that is out of reach. With
 * the newest revision, or a mend would wait until the last try has failed.
 */
export const RETRY = { limit: 10, refresh: true, backoff: { duration: '10s', factor: 2, maxDuration: '10m' } } as const;

/** What Argo CD does by itself, as a sync policy has it. */
export function automatedSync(automated: AutomatedSyncOptions | false): Pick<ApplicationSpecSyncPolicy, 'automated'> {
  return automated === false ? {} : { automated: { prune: automated.prune ?? true, selfHeal: automated.selfHeal ?? true } };
}

/**
 * Sync options of an Application. `RespectIgnoreDifferences` is set only where differences are ignored: Argo CD 3.2.0 crashes on it, and
 * without them it has no effect.
 */
export function syncOptions(ignored: readonly unknown[]): string[] {
  return [
    // Namespaces are objects of the sites, with their labels.
    'CreateNamespace=false',
    ...(ignored.length > 0 ? ['RespectIgnoreDifferences=true'] : []),
    'ServerSideApply=true',
  ];
}

/** The fields of a site's objects that somebody else writes into, and Argo CD would write over. */
export function ignoredDifferences(objects: readonly SiteObject[]): readonly ApplicationSpecIgnoreDifferences[] {
  return objects.flatMap((object) => {
    const fields = foreignFields(object);
    const { group, kind, name, namespace } = object;
    return fields.length === 0 ? [] : [{ ...(group !== '' && { group }), kind, name, namespace, jsonPointers: [...fields] }];
  });
}

function foreignFields({ group, kind, isAutoscaled, isTokenRequest }: SiteObject): readonly string[] {
  // Put back, the controller of Skupper v1 would fill it in without end.
  if (isTokenRequest) return ['/data', '/metadata/labels/skupper.io~1type'];
  // The autoscaler writes it by way of the scale subresource. Where a fixed number stood before, taking that back would leave the
  // operator's webhook to put in 1, at the worst moment.
  if (isAutoscaled) return ['/spec/replicas'];
  // Skupper's controller notes here what the Secret is used for, and routers do not look at one without: replacing it
  // (Replace=true) would cut links.
  if (group === '' && kind === 'Secret') return ['/metadata/annotations/internal.skupper.io~1tls-profile-context'];
  return [];
}
