import type { OperatorId } from '../../../constructs/operator-facts';
import { OPERATORS } from '../../../constructs/operators';
import type { OpsFault } from '../../ops-finding';
import { applyBootstrap, isBootstrapped } from '../installation';
import { claimsOfDefaultClass, neededApis } from '../needs';
import { operatorOf } from '../operators';
import { hasKind, type SiteFacts } from '../site-facts';
import { isOlder, parseVersion, type Version } from '../version';
import { unknown } from './unknown';

/** The oldest Kubernetes that Skupper works with, and the oldest that starts sidecars before their application. */
const [OLDEST, SIDECARS]: readonly [Version, Version] = [
  [1, 25, 0],
  [1, 29, 0],
];

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

/** The API server: its version, the kinds that it serves, and what the cluster gives by default. */
export function checkCluster(facts: SiteFacts): readonly OpsFault[] {
  return [...checkVersion(facts), ...checkKinds(facts), ...checkStorage(facts)];
}

function checkVersion({ site, version, manifests }: SiteFacts): readonly OpsFault[] {
  const parsed = parseVersion(version);
  const location = `Kubernetes ${version}`;
  // Servers that somebody built by hand may say 0.0.0.
  if (parsed === undefined || parsed[0] === 0) return [];
  if (isOlder(parsed, OLDEST, 2)) {
    const message = 'is older than Skupper works with';
    return [
      {
        severity: 'error',
        rule: 'preflight/kubernetes-version',
        location,
        message,
        fix: 'use a cluster of Kubernetes 1.25 or newer, best 1.29',
      },
    ];
  }
  const collectors = manifests.filter(({ kind }) => kind === 'OpenTelemetryCollector');
  const hasSidecar =
    manifests.length === 0 ? hasKind(site, 'opentelemetry.io') : collectors.some(({ spec }) => spec?.['mode'] === 'sidecar');
  if (!hasSidecar || !isOlder(parsed, SIDECARS, 2)) return [];
  const message = 'starts a sidecar beside its application, not before it: what the application sends first is lost';
  return [
    { severity: 'warning', rule: 'preflight/kubernetes-version', location, message, fix: 'use a cluster of Kubernetes 1.29 or newer' },
  ];
}

function checkKinds(facts: SiteFacts): readonly OpsFault[] {
  const { site, served } = facts;
  return [...neededApis(site)].flatMap(([apiVersion, kinds]) => {
    const there = new Set(served.get(apiVersion)?.map(({ kind }) => kind));
    const lacking = [...kinds].filter((kind) => !there.has(kind)).sort();
    if (lacking.length === 0) return [];
    const operator = operatorOf(apiVersion.split('/', 1)[0] ?? '');
    return [
      {
        severity: 'error' as const,
        rule: 'preflight/kinds',
        location: apiVersion,
        message: `the cluster does not know ${lacking.join(', ')}`,
        fix: operator === undefined ? 'install what brings these kinds' : fixKinds(facts, operator),
      },
    ];
  });
}

function fixKinds(facts: SiteFacts, operator: OperatorId): string {
  if (isBootstrapped(facts, operator)) return applyBootstrap(facts);
  const { name, version, install } = OPERATORS[operator];
  return `install ${name} ${version}: ${install}`;
}

function checkStorage({ manifests, storageClasses }: SiteFacts): readonly OpsFault[] {
  if (storageClasses === undefined) return [];
  const location = `volume claims of ${claimsOfDefaultClass(manifests).join(', ')}`;
  if ('unknown' in storageClasses) return [unknown('preflight/storage-class', location, storageClasses.unknown)];
  if (storageClasses.known.some(({ metadata }) => metadata.annotations?.[DEFAULT_CLASS] === 'true')) return [];
  const names = storageClasses.known.map(({ metadata }) => metadata.name).join(', ');
  const message = `leave their class to the cluster, which has no default (it has ${names === '' ? 'none' : names}): they stay pending`;
  return [
    {
      severity: 'error',
      rule: 'preflight/storage-class',
      location,
      message,
      fix: `annotate one of the cluster's with ${DEFAULT_CLASS}=true`,
    },
  ];
}
