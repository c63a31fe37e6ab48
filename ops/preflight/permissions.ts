import type { TopologySite } from '../../constructs';
import type { AccessQuestion, ClusterClient, ServedResource } from '../cluster/cluster-client';
import type { DeniedAction } from './site-facts';

type Question = AccessQuestion & { readonly purpose: DeniedAction['purpose'] };

/** What `otel-skupper link` does on a hub. docs/commands.md has the roles. */
const ON_HUB: readonly (readonly [string, readonly string[]])[] = [
  ['sites', ['get']],
  ['accessgrants', ['get', 'create', 'delete']],
];

/** What it does on a site. */
const ON_SITE: readonly (readonly [string, readonly string[]])[] = [
  ['sites', ['get']],
  ['links', ['list']],
  ['accesstokens', ['get', 'create', 'delete']],
  ['secrets', ['get']],
];

/**
 * What the user of a context may not do of what applying a site and linking it takes.
 *
 * @param served what the cluster serves: permissions for what it does not are told otherwise
 */
export async function deniedActions(
  client: ClusterClient,
  site: TopologySite,
  served: ReadonlyMap<string, readonly ServedResource[]>,
  isHubOfTokens: boolean,
): Promise<readonly DeniedAction[]> {
  const everything = { verb: '*', group: '*', resource: '*' };
  // One question for those who may do all.
  if (await client.can(everything)) return [];
  const questions = [...toApply(site, served), ...toLink(site, isHubOfTokens)];
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
    return ['create', 'patch'].map((verb) => ({ verb, group, resource, namespace, purpose: 'apply' as const }));
  });
  return [...new Map(questions.map((question) => [JSON.stringify(question), question])).values()];
}

function toLink({ namespace, links }: TopologySite, isHubOfTokens: boolean): readonly Question[] {
  const uses = [...(isHubOfTokens ? ON_HUB : []), ...(links.some(({ by }) => by === 'token') ? ON_SITE : [])];
  const questions = uses.flatMap(([resource, verbs]) =>
    verbs.map((verb) => ({
      verb,
      group: resource === 'secrets' ? '' : 'skupper.io',
      resource,
      namespace: namespace.name,
      purpose: 'link' as const,
    })),
  );
  return [...new Map(questions.map((question) => [JSON.stringify(question), question])).values()];
}
