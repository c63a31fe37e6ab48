import { ApiObject } from 'cdk8s';

import { CollectorPipeline } from '../../collector/collector-pipeline';
import { Manifest } from '../../synth/manifest';
import { tryFindOutputFolder } from '../../synth/output-place';
import { isClusterScoped } from '../../synth/scope';
import { isTokenRequest } from '../generations';
import type { Site } from '../site';

/** What is known of an object of a site without rendering it. JSON patches to these fields are not. */
export interface SiteObject {
  /** API group; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** None for a kind that is in no namespace. */
  readonly namespace?: string;
  /** Whether it is a collector whose number of pods an autoscaler chooses. */
  readonly isAutoscaled: boolean;
  /** Whether it asks Skupper v1 for a token, and becomes that. */
  readonly isTokenRequest: boolean;
}

/** Walks a site once for its objects that are in its folder, and renders none. */
export function objectsOf(site: Site): readonly SiteObject[] {
  const objects = site.node.findAll().filter((construct): construct is ApiObject => construct instanceof ApiObject);
  return objects.filter((object) => (tryFindOutputFolder(object) ?? site.folder) === site.folder).map(describe);
}

function describe(object: ApiObject): SiteObject {
  const { apiGroup, apiVersion, kind, name } = object;
  const { namespace } = object.metadata;
  const isScoped = !isClusterScoped(apiVersion, kind) && !(Manifest.isManifest(object) && object.isClusterScoped);
  const { scope } = object.node;
  return {
    // What cdk8s calls the group that has no name.
    group: apiGroup === 'core' ? '' : apiGroup,
    kind,
    name,
    ...(isScoped && { namespace }),
    isTokenRequest: isTokenRequest(scope),
    isAutoscaled: scope instanceof CollectorPipeline && scope.mode.spec.autoscaler !== undefined,
  };
}
