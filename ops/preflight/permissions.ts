import type { TopologySite } from '../../constructs';
import type { AccessQuestion, ClusterClient } from '../cluster/cluster-client';
import type { ServedResource } from '../cluster/served-resource';
import type { DeniedAction } from './site-facts';

type Question = AccessQuestion & { readonly purpose: DeniedAction['purpose'] };

/** Resources with their group, and what is done with them. */
type Uses = readonly (readonly [group: string, resource: string, verbs: readonly string[]])[];

/** What `otel-skupper link` does on a hub and on a site that links. docs/commands.md has the roles. */
interface LinkUses {
  readonly hub: Uses;
  readonly site: Uses;
}

const LINK: LinkUses = {
  hub: [
    ['skupper.io', 'sites', ['get']],
    ['skupper.io', 'accessgrants', ['get', 'create', 'delete']],
  ],
  site: [
    ['skupper.io', 'sites', ['get']],
    ['skupper.io', 'links', ['list']],
    ['skupper.io', 'accesstokens', ['get', 'create', 'delete']],
    ['', 'secrets', ['get']],
  ],
};

const LEGACY_END: Uses = [
  ['', 'configmaps', ['get']],
  ['apps', 'deployments', ['get']],
  ['', 'secrets', ['get', 'create', 'patch']],
];

/** The same with Skupper v1, where a Secret is the request on the one side, and the link on the other. */
const LEGACY_LINK: LinkUses = { hub: LEGACY_END, site: LEGACY_END };

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
    return ['get', 'create', 'patch'].map((verb) => ({ verb, group, resource, namespace, purpose: 'apply' as const }));
  });
  return [...new Map(questions.map((question) => [JSON.stringify(question), question])).values()];
}

function toLink({ namespace, links, generation }: TopologySite, isHubOfTokens: boolean): readonly Question[] {
  const { hub, site } = generation === 'legacy' ? LEGACY_LINK : LINK;
  const uses = [...(isHubOfTokens ? hub : []), ...(links.some(({ by }) => by === 'token') ? site : [])];
  const questions = uses.flatMap(([group, resource, verbs]) =>
    verbs.map((verb) => ({ verb, group, resource, namespace: namespace.name, purpose: 'link' as const })),
  );
  return [...new Map(questions.map((question) => [JSON.stringify(question), question])).values()];
}
