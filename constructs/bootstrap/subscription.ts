import { Construct } from 'constructs';

import { Subscription as Resource, toJson_SubscriptionSpec } from '../../imports/operators.coreos.com';
import { requireDnsLabel, requireDnsSubdomain } from '../synth/argument';
import { Manifest } from '../synth/manifest';
import type { CatalogLocation } from './catalog-source';
import { requireOlmNamespace, requireWord } from './olm-arguments';
import { PURE } from '../synth/shape/pure';

/** Properties of `Subscription`. */
export interface SubscriptionProps {
  /** Name of the resource. @default - that of the package */
  readonly name?: string;
  /** Namespace, which has to have one `OperatorGroup`: the operator runs there. @default - that of the chart, or else of the site */
  readonly namespace?: string;
  /** Name of the operator in the catalogue. */
  readonly package: string;
  /** Which versions it is to have, by their name in the catalogue. A channel moves: what is newest in it is decided there. */
  readonly channel: string;
  /** The catalogue. */
  readonly catalog: CatalogLocation;
  /**
   * Who decides on a version: with `manual` every InstallPlan waits until somebody approves it. Subscriptions of one namespace share their
   * InstallPlans: one that is manual has the others wait too, and who approves for one approves for all.
   *
   * @default 'automatic'
   */
  readonly approval?: InstallApproval;
  /** The version to begin with, for example `skupper-operator.v1.9.6`. With automatic approval OLM goes on from there. @default - the newest of the channel */
  readonly startingCsv?: string;
  /** What the operator's pods are given. @default - as its package has it */
  readonly config?: SubscriptionConfig;
}

/**
 * Asks OLM for an operator, and keeps it at the newest version of a channel.
 *
 * @see https://olm.operatorframework.io/docs/concepts/crds/subscription/
 */
export class Subscription extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  /** @throws ArgumentError if a name, the channel or the version cannot be right, or no namespace is known */
  public constructor(scope: Construct, id: string, props: SubscriptionProps) {
    super(scope, id);
    const { catalog, config, startingCsv, approval = 'automatic' } = props;
    const spec = {
      name: requireWord(this, 'package', props.package),
      channel: requireWord(this, 'channel', props.channel),
      source: requireDnsSubdomain(this, 'catalog.name', catalog.name),
      sourceNamespace: requireDnsLabel(this, 'catalog.namespace', catalog.namespace),
      installPlanApproval: approval === 'manual' ? 'Manual' : 'Automatic',
      startingCsv: startingCsv === undefined ? undefined : requireDnsSubdomain(this, 'startingCsv', startingCsv),
      ...(config !== undefined && { config: describeConfig(config) }),
    };
    this.manifest = new Manifest(this, 'Resource', {
      ...Resource.GVK,
      name: requireDnsSubdomain(this, 'name', props.name ?? props.package),
      namespace: requireOlmNamespace(this, props.namespace),
      fields: { spec: toJson_SubscriptionSpec(spec) },
    });
  }
}

/** Who decides that an operator is installed or changed: OLM by itself, or somebody who approves its InstallPlans. */
export type InstallApproval = 'automatic' | 'manual';

/** What the pods of an operator are given. */
export interface SubscriptionConfig {
  /** Environment variables with their values: no place for a secret. @default - none beside those of the package */
  readonly env?: Readonly<Record<string, string>>;
  /** Labels of the nodes that they run on. @default - any node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Compute resources, as Kubernetes writes them: `{ requests: { cpu: '100m' }, limits: { memory: '256Mi' } }`. @default - as the package has it */
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string>>;
    readonly limits?: Readonly<Record<string, string>>;
  };
  /** Taints of nodes that they may run on. @default - none beside those of the package */
  readonly tolerations?: readonly {
    readonly key?: string;
    readonly operator?: 'Exists' | 'Equal';
    readonly value?: string;
    readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  }[];
}

function describeConfig({ env, ...rest }: SubscriptionConfig): object {
  return { ...(env && { env: Object.entries(env).map(([name, value]) => ({ name, value })) }), ...rest };
}
