import { Extension, type ComponentBinding } from '../component';

/** Answers the kubelet's probes; the operator derives the probes of a pod from it. */
export class HealthCheck extends Extension {
  public constructor() {
    super('health_check');
  }

  /** On all interfaces in a sidecar too: the kubelet asks at the pod's address. */
  public override bind(): ComponentBinding {
    return { config: { endpoint: '0.0.0.0:13133', path: '/' }, ports: [{ name: 'health', port: 13_133, transport: 'TCP' }] };
  }
}
