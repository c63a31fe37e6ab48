import { OPERATORS } from '../../../constructs/operators';
import { conditionOf, type KubeObject, type ObjectName } from '../../cluster/kube-object';
import { knownOr } from '../../known';
import type { OpsFault } from '../../ops-finding';
import { applyBootstrap } from '../installation';
import { operatorOfSite } from '../operators';
import type { OlmFacts, SiteFacts } from '../site-facts';
import { unknown } from './unknown';

/** Conditions of a Subscription that say why it comes to nothing. */
const FAULTS: readonly (readonly [string, string])[] = [
  [
    'ResolutionFailed',
    'see that its catalogue has the package, channel and version (kubectl get packagemanifests), and other Subscriptions in its namespace',
  ],
  ['CatalogSourcesUnhealthy', 'see why the pod of a catalogue does not run: kubectl get catalogsources,pods --all-namespaces'],
  ['BundleUnpackFailed', 'see that the cluster can pull the images of the package'],
  ['InstallPlanFailed', 'see what the InstallPlan says; when it is mended, delete the InstallPlan, and OLM makes it anew'],
];

/** OLM, where operators of the site come by it: whether it is there, and what it makes of what it was asked for. */
export function checkOlm(facts: SiteFacts): readonly OpsFault[] {
  const { olm } = facts;
  if (olm === undefined) return [];
  if (!olm.isServed) return allRun(facts) ? [] : [absent(facts)];
  return [
    ...[...olm.groups].flatMap(([namespace, seen]) =>
      'unknown' in seen
        ? [unknown('preflight/operator-group', describeGroups(namespace), seen.unknown)]
        : checkGroups(olm, namespace, seen.known),
    ),
    ...olm.subscriptions.flatMap(({ name, seen }) => {
      if ('unknown' in seen) return [unknown('preflight/subscription', describe(name), seen.unknown)];
      // That it is not applied yet shows in its operator.
      return seen.known === undefined ? [] : checkSubscription(name, seen.known);
    }),
  ];
}

/** Whether everything that the bootstrap installs is there otherwise. */
function allRun({ site, operators }: SiteFacts): boolean {
  return [...operators].every(([id, seen]) => !(site.bootstrap?.operators.includes(id) ?? false) || knownOr(seen, []).length > 0);
}

function absent(facts: SiteFacts): OpsFault {
  const { name: location, version, install } = OPERATORS.olm;
  const names = (facts.site.bootstrap?.operators ?? []).map((id) => operatorOfSite(id, facts.site).name).join(', ');
  const isOpenShift = facts.site.cluster.platform === 'openshift';
  const first = isOpenShift ? 'enable the capability OperatorLifecycleManager of the cluster' : `install version ${version}: ${install}`;
  return {
    severity: 'error',
    rule: 'preflight/olm',
    location,
    message: `is not in the cluster, and the bootstrap of the site has ${names} come by it`,
    fix: `${first}; then ${applyBootstrap(facts)}`,
  };
}

function checkGroups({ subscriptions }: OlmFacts, namespace: string, groups: readonly KubeObject[]): readonly OpsFault[] {
  // One that the bootstrap makes is applied with the Subscriptions.
  const isApplied = subscriptions.some(({ name, seen }) => name.namespace === namespace && knownOr(seen, undefined) !== undefined);
  if (groups.length === 1 || (groups.length === 0 && !isApplied)) return [];
  const names = groups.map(({ metadata }) => metadata.name).join(', ');
  const message =
    groups.length === 0
      ? 'there is none, and OLM installs nothing there'
      : `there are ${String(groups.length)} (${names}), and OLM installs nothing where there is more than one`;
  const fix =
    groups.length === 0
      ? 'place an OperatorGroup in it, or the Subscriptions in the namespace that OLM has for all: operators, or openshift-operators'
      : `keep the one that the operators are meant for: kubectl -n ${namespace} delete operatorgroup NAME`;
  return [{ severity: 'error', rule: 'preflight/operator-group', location: describeGroups(namespace), message, fix }];
}

function checkSubscription(name: ObjectName, subscription: KubeObject): readonly OpsFault[] {
  const location = describe(name);
  // What is installed runs on, and gets no update.
  const severity = subscription.status?.['installedCSV'] === undefined ? 'error' : 'warning';
  const faults = FAULTS.flatMap(([type, fix]): OpsFault[] => {
    const { status, message, reason } = conditionOf(subscription, type) ?? {};
    if (status !== 'True') return [];
    return [
      { severity, rule: 'preflight/subscription', location, message: `${type}: ${message ?? reason ?? 'OLM does not say why'}`, fix },
    ];
  });
  return [...faults, ...checkApproval(location, subscription)];
}

/** A first InstallPlan that waits. One that updates what runs is for people to choose the time of. */
function checkApproval(location: string, subscription: KubeObject): readonly OpsFault[] {
  const { status, metadata } = subscription;
  const { name: plan } = (status?.['installPlanRef'] ?? {}) as { readonly name?: string };
  const isWaiting = conditionOf(subscription, 'InstallPlanPending')?.reason === 'RequiresApproval';
  if (!isWaiting || plan === undefined || status?.['installedCSV'] !== undefined) return [];
  const fix = `kubectl -n ${metadata.namespace ?? ''} patch installplan ${plan} --type merge --patch '{"spec":{"approved":true}}'`;
  const message = `waits for somebody to approve the InstallPlan ${plan}, which all Subscriptions of the namespace share`;
  return [{ severity: 'error', rule: 'preflight/subscription', location, message, fix }];
}

function describe({ namespace = '', name }: ObjectName): string {
  return `Subscription ${name} in the namespace ${namespace}`;
}

function describeGroups(namespace: string): string {
  return `OperatorGroups of the namespace ${namespace}`;
}
