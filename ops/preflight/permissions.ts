import type { TopologySite } from '../../constructs';
import type { AccessQuestion, ClusterClient } from '../cluster/cluster-client';
import type { ServedResource } from '../cluster/served-resource';
import type { DeniedAction } from './site-facts';

type Question = AccessQuestion & { readonly purpose: DeniedAction['purpose'] };

/** Resources with their group, and what is done with them. */
type Uses = readonly (readonly [group: string, resource: string, verbs: readonly string[]])[];

/** What `otel-skupper link` does on a hub and on a site that links. docs/commands.md has the roles. */
export interface LinkUses {
  readonly hub: Uses;
  readonly site: Uses;
}

/**
 * What the user of a context may not do of what applying a site and linking it takes.
 *
 * @param served what the cluster serves: permissions for what it does not are told otherwise
 * @param linkUses resources that the link command uses in the generation of the site
 */
export async function deniedActions(
  client: ClusterClient,
  site: TopologySite,
  served: ReadonlyMap<string, readonly ServedResource[]>,
  isHubOfTokens: boolean,
  linkUses: LinkUses,
): Promise<readonly DeniedAction[]> {
  const everything = { verb: '*', group: '*', resource: '*' };
  // One question for those who may do all.
  if (await client.can(everything)) return [];
  const questions = [...toApply(site, served), ...toLink(site, isHubOfTokens, linkUses)];
  const answers = await Promise.all(questions.map(async (question) => ({ question, can: await client.can(question) })));
  return answers
    .filter(({ can }) => !can)
    .map(({ question: { verb, group, resource, namespace, purpose } }) => ({
      verb,
      resource: group === '' ? resource : `${resource}.${group}`,
      ...(namespace !== undefined && { namespace }),
      purpose,
    }));
}

function toApply({ objects }: TopologySite, served: ReadonlyMap<string, readonly ServedResource[]>): readonly Question[] {
  const questions = objects.flatMap(({ apiVersion, kind, namespace }) => {
    const resource = served.get(apiVersion)?.find((own) => own.kind === kind)?.name;
    if (resource === undefined) return [];
    const group = apiVersion.includes('/') ? (apiVersion.split('/', 1)[0] ?? '') : '';
    return ['get', 'create', 'patch'].map((verb) => ({ verb, group, resource, namespace, purpose: 'apply' as const }));
  });
  return [...new Map(questions.map((question) => [JSON.stringify(question), question])).values()];
}

function toLink({ namespace, links }: TopologySite, isHubOfTokens: boolean, { hub, site }: LinkUses): readonly Question[] {
  const uses = [...(isHubOfTokens ? hub : []), ...(links.some(({ by }) => by === 'token') ? site : [])];
  const questions = uses.flatMap(([group, resource, verbs]) =>
    verbs.map((verb) => ({ verb, group, resource, namespace: namespace.name, purpose: 'link' as const })),
  );
  return [...new Map(questions.map((question) => [JSON.stringify(question), question])).values()];
}
