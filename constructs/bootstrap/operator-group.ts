import { Construct } from 'constructs';

import { OperatorGroup as Resource, toJson_OperatorGroupSpec } from '../../imports/operators.coreos.com';
import { ArgumentError, requireDnsLabel, requireDnsSubdomain } from '../synth/argument';
import { Manifest } from '../synth/manifest';
import { requireOlmNamespace } from './olm-arguments';
import { PURE } from '../synth/shape/pure';

/** Properties of `OperatorGroup`. */
export interface OperatorGroupProps {
  /** Name of the resource. @default - that of its namespace */
  readonly name?: string;
  /** Namespace: that of the Subscriptions that it is for. @default - that of the chart, or else of the site */
  readonly namespace?: string;
  /** Namespaces that the operators look after. Not every operator takes some. @default - all */
  readonly targetNamespaces?: readonly string[];
}

/**
 * Says which namespaces the operators of its own namespace look after. OLM installs nothing in a namespace that has none, or two; `operators`
 * of OLM's quickstart and `openshift-operators` have theirs.
 *
 * @see https://olm.operatorframework.io/docs/concepts/crds/operatorgroup/
 */
export class OperatorGroup extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;
  public readonly namespace: string;

  /** @throws ArgumentError if a name is none, no namespace is known, or the operators are to look after none */
  public constructor(scope: Construct, id: string, props: OperatorGroupProps = {}) {
    super(scope, id);
    this.namespace = requireOlmNamespace(this, props.namespace);
    const targets = props.targetNamespaces?.map((one) => requireDnsLabel(this, 'targetNamespaces', one));
    if (targets?.length === 0) {
      const fix = 'name some, or leave it out for all';
      throw new ArgumentError(this, 'targetNamespaces', 'the operators have to look after a namespace, received none', fix);
    }
    this.manifest = new Manifest(this, 'Resource', {
      ...Resource.GVK,
      name: requireDnsSubdomain(this, 'name', props.name ?? this.namespace),
      namespace: this.namespace,
      fields: { spec: toJson_OperatorGroupSpec({ targetNamespaces: targets }) },
    });
  }
}
