import type { K8sLeaderElectorExtensionOptions } from '../../../imports/otelcol/extensions';
import { OWN_NAMESPACE, type ClusterAccess } from '../pods/access';
import { Extension, type ComponentBinding } from '../catalogue/component';
import type { CollectorHost } from '../pods/host';
import { renderOptions } from '../config/options';
import { accessOf } from '../rows/row-of';
import { namespaceOf } from './pod-variables';
import { PURE } from '../../synth/shape/pure';

/**
 * Elects the one pod of a collector that reads what is the cluster's, by a lease in the collector's namespace that is named after both.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/extension/k8sleaderelector
 */
export class LeaderElector extends Extension {
  protected static override readonly [PURE]: readonly string[] = [];

  private readonly label: string;

  /** @param label what the pod is elected for: a DNS label of at most 20 characters */
  public constructor(label: string) {
    super('k8s_leader_elector', label);
    this.label = label;
  }

  public override accessIn(host: CollectorHost): readonly ClusterAccess[] {
    return accessOf('extensions', this.type, this.options(host)).map((access) => ({ ...access, namespace: OWN_NAMESPACE }));
  }

  public override bind(host: CollectorHost): ComponentBinding {
    return { config: renderOptions(this.options(host)).config, environment: namespaceOf(host).environment };
  }

  private options(host: CollectorHost): K8sLeaderElectorExtensionOptions {
    return { authType: 'serviceAccount', leaseName: `${host.name}-${this.label}`, leaseNamespace: namespaceOf(host).text };
  }
}
