import { otherSites } from '../../hazards/site-hazards';
import type { OpsFault } from '../../ops-finding';
import { readV1Site } from '../../v1/names';
import type { SiteFacts } from '../site-facts';
import { installation } from '../installation';
import { isV1Controller, readV1Controller, V1_CONTROLLER, type V1Controller } from './controller';
import { describeVersion, isOlder, type Version } from '../version';
import { unknown } from '../checks/unknown';

const WHAT = 'Skupper v1';

/** The first that says what its routers see. */
const TELLS: Version = [1, 5, 0];

/** Whether a site controller of Skupper v1 looks after the namespace of a site. */
export function checkV1Controller(facts: SiteFacts): readonly OpsFault[] {
  const { site, operators } = facts;
  const seen = operators.get('skupper');
  if (seen === undefined) return [];
  if ('unknown' in seen) return [unknown('preflight/operator', WHAT, seen.unknown)];
  const own = seen.known.filter(isV1Controller).map(readV1Controller);
  if (own.length === 0) {
    const message =
      seen.known.length === 0
        ? `does not run: no namespace has a Deployment ${V1_CONTROLLER}`
        : 'does not run: there is Skupper v2, which does not know these sites and cannot link to them';
    return [
      {
        severity: 'error',
        rule: seen.known.length === 0 ? 'preflight/operator' : 'preflight/operator-version',
        location: WHAT,
        message,
        fix: installation(facts, 'skupper'),
      },
    ];
  }
  const up = own.filter(({ available }) => available > 0);
  if (up.length === 0) return own.map(notReady);
  const namespace = site.namespace.name;
  const watching = up.filter(({ watches }) => watches?.includes(namespace) ?? true);
  return watching.length === 0 ? [nobody(namespace, up)] : watching.flatMap((one) => checkVersion(facts, one));
}

/** What is in the namespace of a site already. */
export function checkV1Sites({ site, sites, siteConfig }: SiteFacts): readonly OpsFault[] {
  const { name: namespace } = site.namespace;
  const location = `Skupper sites in the namespace ${namespace}`;
  if (siteConfig === undefined) return [];
  if ('unknown' in siteConfig) return [unknown('hazard/other-site', location, siteConfig.unknown)];
  if ('unknown' in sites) return [unknown('hazard/other-site', location, sites.unknown)];
  const own = siteConfig.known === undefined ? [] : [readV1Site(siteConfig.known).name];
  const ofV2 = sites.known.map(({ metadata }): OpsFault => ({
    severity: 'error',
    rule: 'hazard/other-site',
    location: `namespace ${namespace}`,
    message: `holds the Skupper v2 site ${metadata.name}, whose router has the name of that of ${site.name}`,
    fix: 'give one of them another namespace, or delete the one that is not wanted',
  }));
  return [...otherSites(site, own), ...ofV2];
}

function notReady({ namespace, name }: V1Controller): OpsFault {
  const message = `is there, and none of its pods is available (Deployment ${name} in the namespace ${namespace})`;
  return {
    severity: 'error',
    rule: 'preflight/operator',
    location: WHAT,
    message,
    fix: `kubectl -n ${namespace} describe deployment ${name}`,
  };
}

function nobody(namespace: string, there: readonly V1Controller[]): OpsFault {
  const others = there.map((one) => `${one.namespace}/${one.name} for ${one.watches?.join(', ') ?? ''}`).join('; ');
  return {
    severity: 'error',
    rule: 'preflight/controller',
    location: `site controller of the namespace ${namespace}`,
    message: `no controller looks after it; there is ${others}`,
    fix: 'install one for the whole cluster (deploy-watch-all-ns.yaml), or one in this namespace (deploy-watch-current-ns.yaml)',
  };
}

function checkVersion(facts: SiteFacts, { version }: V1Controller): readonly OpsFault[] {
  if (version === undefined || !isOlder(version, TELLS)) return [];
  const message = `is ${describeVersion(version)}: its routers do not tell whether links are up, and neither will otel-skupper`;
  return [{ severity: 'warning', rule: 'preflight/operator-version', location: WHAT, message, fix: installation(facts, 'skupper') }];
}
