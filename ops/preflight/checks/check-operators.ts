import type { TopologySite } from '../../../constructs';
import { tryFindAccessType } from '../../../constructs/access-types';
import type { OperatorFacts, OperatorId } from '../../../constructs/operator-facts';
import { OPERATORS } from '../../../constructs/operators';
import type { KubeObject } from '../../cluster/kube-object';
import { knownOr } from '../../known';
import type { OpsFault } from '../../ops-finding';
import { neededOperators } from '../needs';
import { applyBootstrap, installation, isBootstrapped } from '../installation';
import { operatorOfSite } from '../operators';
import { readOperator, type RunningOperator } from '../running-operator';
import { hasKind, type SiteFacts } from '../site-facts';
import { describeVersion, isOlder, parseVersion, type Version } from '../version';
import { unknown } from './unknown';

/** A part of Skupper that not every version has. */
interface Feature {
  readonly what: string;
  readonly since: Version;
}

const SKUPPER_FEATURES: readonly (Feature & { readonly isUsed: (site: TopologySite) => boolean })[] = [
  { what: 'links by certificates', since: [2, 1, 0], isUsed: ({ links }) => links.some(({ by }) => by !== 'token') },
  { what: 'MultiKeyListener', since: [2, 2, 0], isUsed: (site) => hasKind(site, 'skupper.io', 'MultiKeyListener') },
];

/** The features that a site uses and that not every version of Skupper has. */
function featuresOf(site: TopologySite): readonly Feature[] {
  const type = site.access?.type;
  const { since = 'v2' } = tryFindAccessType(type) ?? {};
  const access = type === undefined || since === 'v2' ? [] : [{ what: `the way in ${type}`, since }];
  return [...SKUPPER_FEATURES.filter(({ isUsed }) => isUsed(site)), ...access];
}

/**
 * The operators: whether they run, and whether they are as new as this package takes them for.
 *
 * @param judgedApart operators that another check judges
 */
export function checkOperators(facts: SiteFacts, judgedApart: readonly OperatorId[] = []): readonly OpsFault[] {
  const needed = neededOperators(facts.site);
  const own = needed.filter((id) => !judgedApart.includes(id));
  const webhooks = needed.flatMap((id) => {
    const { certificateFrom } = operatorOfSite(id, facts.site);
    return certificateFrom === undefined || needed.includes(certificateFrom) ? [] : checkWebhook(facts, id, certificateFrom);
  });
  return [...own.flatMap((id) => checkOperator(id, facts)), ...webhooks];
}

/** The operators that run, in words. */
export function describeOperators({ operators }: SiteFacts): readonly string[] {
  return [...operators].flatMap(([id, deployments]) => {
    const [first] = running(id, knownOr(deployments, []));
    if (first === undefined) return [];
    return [`${OPERATORS[id].name} ${first.version === undefined ? `(${first.image})` : describeVersion(first.version)}`];
  });
}

function checkOperator(id: OperatorId, facts: SiteFacts): readonly OpsFault[] {
  const operator = operatorOfSite(id, facts.site);
  const deployments = facts.operators.get(id);
  if (deployments === undefined) return [];
  if ('unknown' in deployments) return [unknown('preflight/operator', operator.name, deployments.unknown)];
  const all = deployments.known.map((deployment) => readOperator(operator, deployment));
  const own = id === 'skupper' ? all.filter((one) => !isFirstGeneration(one)) : all;
  if (own.length === 0) return [all.length === 0 ? absent(facts, id) : firstGeneration(facts, all)];
  const up = own.filter(({ available }) => available > 0);
  if (up.length === 0) return own.map((one) => notReady(operator, one));
  return up.flatMap((one) => checkVersion(facts, id, one));
}

function absent(facts: SiteFacts, id: OperatorId): OpsFault {
  const { name, program } = operatorOfSite(id, facts.site);
  const selector = program === 'kinds' ? '' : program.selector;
  const message = `does not run: no namespace has a Deployment labelled ${selector}`;
  return { severity: 'error', rule: 'preflight/operator', location: name, message, fix: installation(facts, id) };
}

function firstGeneration(facts: SiteFacts, [one]: readonly RunningOperator[]): OpsFault {
  const message = `is of the first generation (${one?.image ?? ''}), which does not know these resources and cannot link to sites that do`;
  return {
    severity: 'error',
    rule: 'preflight/operator-version',
    location: OPERATORS.skupper.name,
    message,
    fix: installation(facts, 'skupper'),
  };
}

function notReady({ name }: OperatorFacts, one: RunningOperator): OpsFault {
  const message = `is there, and none of its pods is available (Deployment ${one.name} in the namespace ${one.namespace})`;
  return {
    severity: 'error',
    rule: 'preflight/operator',
    location: name,
    message,
    fix: `kubectl -n ${one.namespace} describe deployment ${one.name}`,
  };
}

function checkVersion(facts: SiteFacts, id: OperatorId, one: RunningOperator): readonly OpsFault[] {
  const { site } = facts;
  const { name: location, version: wanted, install } = operatorOfSite(id, site);
  const { version } = one;
  const isByOlm = isBootstrapped(facts, id) && site.bootstrap?.by === 'olm';
  const fix = isByOlm ? 'see what its channel has, and whether an InstallPlan waits for approval' : `install version ${wanted}: ${install}`;
  const rule = 'preflight/operator-version';
  if (version === undefined) {
    const message = `is of a version that its image does not tell (${one.image}); this package was made for ${wanted}`;
    return [{ severity: 'warning', rule, location, message, fix: 'see that it is that version or a newer one' }];
  }
  const lacking = id === 'skupper' ? featuresOf(site).filter(({ since }) => isOlder(version, since)) : [];
  const text = describeVersion(version);
  if (lacking.length > 0) {
    const uses = lacking.map((feature) => `${feature.what} (since ${describeVersion(feature.since)})`).join(', ');
    return [{ severity: 'error', rule, location, message: `is ${text}, and lacks what the site uses: ${uses}`, fix }];
  }
  const target = isByOlm ? channelVersion(site, id) : parseVersion(wanted);
  if (target === undefined || !isOlder(version, target, 2)) return [];
  return [{ severity: 'warning', rule, location, message: `is ${text}, and this package was made for ${wanted}`, fix }];
}

/** The version that the channel of a bootstrap is known to have: not more can be asked of it. */
function channelVersion(site: TopologySite, id: OperatorId): Version | undefined {
  const { operatorHub, redHat } = operatorOfSite(id, site);
  const { csv = '' } = (site.cluster.platform === 'openshift' ? redHat : operatorHub) ?? {};
  return parseVersion(csv.slice(csv.indexOf('.v') + 1));
}

/** An operator does not start without the certificate of its webhook. */
function checkWebhook(facts: SiteFacts, id: OperatorId, issuer: OperatorId): readonly OpsFault[] {
  const { site, operators } = facts;
  // OLM gives it one.
  if (site.bootstrap?.by === 'olm' && isBootstrapped(facts, id)) return [];
  const { name, version, install } = operatorOfSite(issuer, site);
  const [own, issuers] = [operators.get(id), operators.get(issuer)];
  if (own === undefined || issuers === undefined || 'unknown' in own || 'unknown' in issuers) return [];
  if (running(id, own.known).length > 0 || running(issuer, issuers.known).length > 0) return [];
  return [
    {
      severity: 'warning',
      rule: 'preflight/operator',
      location: name,
      message: `does not run, and ${operatorOfSite(id, site).name} takes the certificate of its webhook from it unless OLM or Helm gives it one`,
      fix: isBootstrapped(facts, issuer) ? applyBootstrap(facts) : `install version ${version} first: ${install}`,
    },
  ];
}

function running(id: OperatorId, deployments: readonly KubeObject[]): readonly RunningOperator[] {
  return deployments.map((deployment) => readOperator(OPERATORS[id], deployment)).filter(({ available }) => available > 0);
}

function isFirstGeneration({ version, image }: RunningOperator): boolean {
  return version?.[0] === 1 || /site-controller/.test(image);
}
