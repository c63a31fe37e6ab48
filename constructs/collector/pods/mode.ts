import type { Size } from 'cdk8s';

import {
  OpenTelemetryCollectorSpecMode,
  OpenTelemetryCollectorSpecPodDisruptionBudgetMaxUnavailable,
  OpenTelemetryCollectorSpecPodDisruptionBudgetMinAvailable,
  type OpenTelemetryCollectorSpec,
  type OpenTelemetryCollectorSpecTolerations,
} from '../../../imports/opentelemetry.io';
import { ArgumentError, requireDnsLabel, requireInteger } from '../../synth/argument';
import type { ComponentVolume } from '../catalogue/component';
import { quantity } from '../../synth/units';

/** The fields of a collector resource that its mode decides. */
export type ModeSpec = Partial<OpenTelemetryCollectorSpec> & Pick<OpenTelemetryCollectorSpec, 'mode'>;

/**
 * How the operator runs a collector. Each mode takes just what the operator accepts in it.
 *
 * The operator cannot change the mode of a collector that is there: delete it, then apply the other one.
 *
 * @see https://opentelemetry.io/docs/platforms/kubernetes/operator/
 */
export class CollectorMode {
  /** Replicas behind a Service: a gateway. */
  public static deployment(options: DeploymentModeOptions = {}): CollectorMode {
    const { strategy = 'rolling' } = options;
    return new CollectorMode(
      {
        mode: OpenTelemetryCollectorSpecMode.DEPLOYMENT,
        ...scheduling(options),
        ...scale('CollectorMode.deployment', options),
        ...budget('CollectorMode.deployment', options),
        ...(strategy === 'recreate' && { deploymentUpdateStrategy: { type: 'Recreate' } }),
      },
      [],
      spreadOf(options),
    );
  }

  /** Replicas with a stable identity, and with volumes of their own if wanted. */
  public static statefulset(options: StatefulSetModeOptions = {}): CollectorMode {
    const claims = (options.volumeClaims ?? []).map((claim) => claimTemplate(claim));
    requireDistinct(options.volumeClaims ?? []);
    return new CollectorMode(
      {
        mode: OpenTelemetryCollectorSpecMode.STATEFULSET,
        ...scheduling(options),
        ...scale('CollectorMode.statefulset', options),
        ...budget('CollectorMode.statefulset', options),
        ...(claims.length > 0 && {
          volumeClaimTemplates: claims,
          persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        }),
      },
      (options.volumeClaims ?? []).map(({ name, mountPath }) => ({ name, mountPath })),
      spreadOf(options),
    );
  }

  /** One on each node. */
  public static daemonset(options: DaemonSetModeOptions = {}): CollectorMode {
    const maxUnavailable = requireInteger('CollectorMode.daemonset', 'maxUnavailable', options.maxUnavailable ?? 1, 1);
    return new CollectorMode({
      mode: OpenTelemetryCollectorSpecMode.DAEMONSET,
      ...scheduling(options),
      daemonSetUpdateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable } },
    });
  }

  /** A container in the pods that ask for it; it has no Service, and listens on localhost. */
  public static sidecar(): CollectorMode {
    return new CollectorMode({ mode: OpenTelemetryCollectorSpecMode.SIDECAR });
  }

  /** @internal */
  public readonly spec: ModeSpec;
  /** @internal */
  public readonly volumes: readonly ComponentVolume[];
  /** How its pods are spread over zones and nodes; undefined if that is left to the scheduler. @internal */
  public readonly spread: PodSpread | undefined;

  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'CollectorMode';

  private constructor(spec: ModeSpec, volumes: readonly ComponentVolume[] = [], spread?: PodSpread) {
    this.spec = spec;
    this.volumes = volumes;
    this.spread = spread;
  }

  /** Whether this is a container in other pods. */
  public get isSidecar(): boolean {
    return this.spec.mode === OpenTelemetryCollectorSpecMode.SIDECAR;
  }
}

/** Where the pods of a collector run. */
export interface SchedulingOptions {
  /** Labels that a node has to have. @default - any node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Taints that the pods tolerate. @default - none */
  readonly tolerations?: readonly OpenTelemetryCollectorSpecTolerations[];
  /** Priority class of the pods. @default - the cluster's default */
  readonly priorityClassName?: string;
}

/** How many pods a collector has: a fixed number or an autoscaler, not both. */
export interface ScaleOptions {
  /** Number of pods; at least 0. @default 1 */
  readonly replicas?: number;
  /** Lets a HorizontalPodAutoscaler choose the number of pods. @default - a fixed number */
  readonly autoscaler?: AutoscalerOptions;
  /**
   * How many pods are left alone when nodes are drained.
   *
   * @default - one pod at a time may be taken: a drain never waits for a collector that has one pod, nor takes all of several
   */
  readonly podDisruptionBudget?: PodDisruptionBudgetOptions;
  /**
   * Whether pods are spread over zones, and in these over nodes, where there are several: as far as there is room, or else they wait, or
   * as the scheduler likes.
   *
   * @default 'preferred'
   */
  readonly spread?: 'preferred' | 'required' | 'none';
}

/** Bound of what a drain may take: one of the two, a number of pods or a share such as `'50%'`. */
export interface PodDisruptionBudgetOptions {
  /** Most pods that may be away at a time. @default 1 */
  readonly maxUnavailable?: number | string;
  /** Fewest pods that stay. @default - `maxUnavailable` says it */
  readonly minAvailable?: number | string;
}

/** What the scheduler does with a pod that would make the spread uneven. */
export type PodSpread = 'ScheduleAnyway' | 'DoNotSchedule';

/** Bounds and aim of a HorizontalPodAutoscaler. */
export interface AutoscalerOptions {
  /** Fewest pods; at least 1. @default 1 */
  readonly minReplicas?: number;
  /** Most pods; at least `minReplicas`. */
  readonly maxReplicas: number;
  /** CPU in use that is aimed at, in percent of what is requested; 1 to 100. @default 75 */
  readonly targetCpuUtilization?: number;
}

/** Options of `CollectorMode.deployment`. */
export interface DeploymentModeOptions extends SchedulingOptions, ScaleOptions {
  /** Whether pods are replaced one by one, or all stopped before new ones start. @default 'rolling' */
  readonly strategy?: 'rolling' | 'recreate';
}

/** Options of `CollectorMode.statefulset`. */
export interface StatefulSetModeOptions extends SchedulingOptions, ScaleOptions {
  /** Volumes that each pod keeps over restarts. @default - none */
  readonly volumeClaims?: readonly VolumeClaimOptions[];
}

/** One volume that each pod of a StatefulSet claims. It stays when the collector is deleted. */
export interface VolumeClaimOptions {
  /** Name of the claim: a DNS label. */
  readonly name: string;
  /** Where it is mounted: an absolute path. */
  readonly mountPath: string;
  /** How large it is. */
  readonly size: Size;
  /** Storage class. @default - the cluster's default */
  readonly storageClassName?: string;
}

/** Options of `CollectorMode.daemonset`. */
export interface DaemonSetModeOptions extends SchedulingOptions {
  /** How many nodes may be without their collector during an update; at least 1. @default 1 */
  readonly maxUnavailable?: number;
}

function scheduling(options: SchedulingOptions): Partial<OpenTelemetryCollectorSpec> {
  const { nodeSelector, tolerations, priorityClassName } = options;
  return {
    ...(nodeSelector && { nodeSelector: { ...nodeSelector } }),
    ...(tolerations && { tolerations: tolerations.map((toleration) => ({ ...toleration })) }),
    ...(priorityClassName !== undefined && { priorityClassName }),
  };
}

function scale(place: string, options: ScaleOptions): Partial<OpenTelemetryCollectorSpec> {
  const { replicas, autoscaler } = options;
  if (autoscaler === undefined) return { replicas: requireInteger(place, 'replicas', replicas ?? 1, 0) };
  if (replicas !== undefined) {
    throw new ArgumentError(
      place,
      'replicas',
      `goes with a fixed number of pods, received ${String(replicas)} beside an autoscaler`,
      'give replicas or autoscaler',
    );
  }
  const minReplicas = requireInteger(place, 'autoscaler.minReplicas', autoscaler.minReplicas ?? 1, 1);
  const maxReplicas = requireInteger(place, 'autoscaler.maxReplicas', autoscaler.maxReplicas, minReplicas);
  const targetCpuUtilization = requireInteger(place, 'autoscaler.targetCpuUtilization', autoscaler.targetCpuUtilization ?? 75, 1, 100);
  return { autoscaler: { minReplicas, maxReplicas, targetCpuUtilization } };
}

function requireDistinct(claims: readonly VolumeClaimOptions[]): void {
  for (const field of ['name', 'mountPath'] as const) {
    const values = claims.map((claim) => claim[field]);
    const twice = values.find((value, i) => values.indexOf(value) !== i);
    if (twice === undefined) continue;
    throw new ArgumentError(
      'CollectorMode.statefulset',
      `volumeClaims.${field}`,
      `${JSON.stringify(twice)} is there twice`,
      'give each claim its own',
    );
  }
}

function claimTemplate(claim: VolumeClaimOptions): unknown {
  const place = 'CollectorMode.statefulset';
  requireDnsLabel(place, 'volumeClaims.name', claim.name);
  if (!claim.mountPath.startsWith('/')) {
    throw new ArgumentError(
      place,
      'volumeClaims.mountPath',
      `has to be an absolute path, received ${JSON.stringify(claim.mountPath)}`,
      'begin it with "/"',
    );
  }
  return {
    metadata: { name: claim.name },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: quantity(claim.size) } },
      ...(claim.storageClassName !== undefined && { storageClassName: claim.storageClassName }),
    },
  };
}

/** A single pod cannot be spread. */
function spreadOf({ replicas = 1, autoscaler, spread = 'preferred' }: ScaleOptions): PodSpread | undefined {
  if (spread === 'none' || (autoscaler?.maxReplicas ?? replicas) < 2) return undefined;
  return spread === 'required' ? 'DoNotSchedule' : 'ScheduleAnyway';
}

function budget(place: string, { podDisruptionBudget = {} }: ScaleOptions): Partial<OpenTelemetryCollectorSpec> {
  const { maxUnavailable, minAvailable } = podDisruptionBudget;
  if (maxUnavailable !== undefined && minAvailable !== undefined) {
    const received = `received ${String(maxUnavailable)} and ${String(minAvailable)}`;
    const fix = 'give maxUnavailable or minAvailable';
    throw new ArgumentError(place, 'podDisruptionBudget', `has one of maxUnavailable and minAvailable, ${received}`, fix);
  }
  if (minAvailable !== undefined) {
    const value = requireShare(place, 'podDisruptionBudget.minAvailable', minAvailable);
    return { podDisruptionBudget: { minAvailable: typed(OpenTelemetryCollectorSpecPodDisruptionBudgetMinAvailable, value) } };
  }
  const value = requireShare(place, 'podDisruptionBudget.maxUnavailable', maxUnavailable ?? 1);
  return { podDisruptionBudget: { maxUnavailable: typed(OpenTelemetryCollectorSpecPodDisruptionBudgetMaxUnavailable, value) } };
}

function typed<T>(
  type: { readonly fromNumber: (value: number) => T; readonly fromString: (value: string) => T },
  value: number | string,
): T {
  return typeof value === 'number' ? type.fromNumber(value) : type.fromString(value);
}

function requireShare(place: string, what: string, value: number | string): number | string {
  if (typeof value === 'number') return requireInteger(place, what, value, 0);
  if (/^(100|[1-9]?[0-9])%$/.test(value)) return value;
  const message = `has to be a number of pods or a share of them, received ${JSON.stringify(value)}`;
  throw new ArgumentError(place, what, message, 'write it as 1 or "50%"');
}
