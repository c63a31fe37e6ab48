import {
  OpenTelemetryCollectorSpecManagementState,
  OpenTelemetryCollectorSpecUpgradeStrategy,
  type OpenTelemetryCollectorSpec,
  type OpenTelemetryCollectorSpecTopologySpreadConstraints,
} from '../../../imports/opentelemetry.io';
import type { Platform } from '../../synth/placement';
import type { ComponentVolume } from '../catalogue/component';
import type { AssembledConfig } from '../config/config';
import type { CollectorMode, PodSpread } from './mode';
import { containerSecurity, podSecurity } from './security-context';

/** What the spec of a collector resource is made of. */
export interface CollectorSpecParts {
  readonly mode: CollectorMode;
  /** Labels of its pods. */
  readonly identity: Readonly<Record<string, string>>;
  readonly platform: Platform;
  readonly assembled: AssembledConfig;
  /** Whether there are network policies for its pods, beside which that of the operator would let everybody in. */
  readonly isGuarded: boolean;
}

/** The spec of a collector resource but for its image and resources. */
export function collectorSpec({ mode, identity, platform, assembled, isGuarded }: CollectorSpecParts): OpenTelemetryCollectorSpec {
  const { config, ports, volumes, featureGates } = assembled;
  const mounted = [...mode.volumes, ...volumes];
  const variables = Object.entries(assembled.environment).sort(([a], [b]) => (a < b ? -1 : 1));
  // The policy that the operator makes names every port as TCP and so would shut UDP receivers off.
  const hasUdp = ports.some(({ transport }) => transport === 'UDP');
  return {
    ...mode.spec,
    ...(mode.spread !== undefined && { topologySpreadConstraints: spreadOver(mode.spread, identity) }),
    upgradeStrategy: OpenTelemetryCollectorSpecUpgradeStrategy.NONE,
    managementState: OpenTelemetryCollectorSpecManagementState.MANAGED,
    config,
    ...(featureGates.length > 0 && { args: { 'feature-gates': featureGates.join(',') } }),
    networkPolicy: { enabled: !mode.isSidecar && !hasUdp && !isGuarded },
    securityContext: containerSecurity(platform, assembled),
    ...(!mode.isSidecar && { podSecurityContext: podSecurity(platform, mounted.length > 0, assembled) }),
    ...(variables.length > 0 && { env: variables.map(([name, { source }]) => ({ name, ...source })) }),
    ...volumeFields(mounted),
  };
}

function volumeFields(mounted: readonly ComponentVolume[]): Partial<OpenTelemetryCollectorSpec> {
  if (mounted.length === 0) return {};
  const sources = mounted.filter(({ source }) => source !== undefined);
  return {
    volumeMounts: mounted.map(({ name, mountPath, readOnly, mountPropagation }) => ({
      name,
      mountPath,
      ...(readOnly === true && { readOnly }),
      ...(mountPropagation && { mountPropagation }),
    })),
    ...(sources.length > 0 && { volumes: sources.map(({ name, source }) => ({ name, ...source })) }),
  };
}

/** Zones first, then nodes. */
function spreadOver(
  whenUnsatisfiable: PodSpread,
  matchLabels: Readonly<Record<string, string>>,
): OpenTelemetryCollectorSpecTopologySpreadConstraints[] {
  return ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable,
    labelSelector: { matchLabels: { ...matchLabels } },
  }));
}
