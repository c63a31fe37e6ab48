import { Construct } from 'constructs';

import { requirePort, requireServiceName } from '../synth/argument';
import { Manifest } from '../synth/manifest';
import { Phase } from '../synth/phase';
import { PURE } from '../synth/shape/pure';

/** Annotation that says at which address of the network a Service is. */
export const V1_ADDRESS = 'skupper.io/address';

/** Properties of `SkupperV1ExposedService`. */
export interface SkupperV1ExposedServiceProps {
  /** Name of the Service, which is not that of the address: Skupper makes a Service of that. */
  readonly name: string;
  /** Address in the network, and name of the Service that Skupper makes in every site. */
  readonly address: string;
  /** Ports, all that the target has: Skupper v1 passes over a Service that has fewer. */
  readonly ports: readonly number[];
  /** Labels of the pods that it leads to, in this namespace; it is its own target then. @default - it leads to `target` */
  readonly selector?: Readonly<Record<string, string>>;
  /** What connections come out at: a Service of this namespace, `<service>.<namespace>`, or a host. @default - the Service itself */
  readonly target?: string;
}

/**
 * Puts a Service under an address of a Skupper v1 network, without its CLI: an annotated Service beside those that are there, which
 * Skupper v1 leaves as it is since it has a target.
 */
export class SkupperV1ExposedService extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  /** @throws ArgumentError if the name, the address or a port cannot be right */
  public constructor(scope: Construct, id: string, props: SkupperV1ExposedServiceProps) {
    super(scope, id);
    const name = requireServiceName(this, 'name', props.name);
    const address = requireServiceName(this, 'address', props.address);
    const ports = props.ports.map((port) => requirePort(this, 'ports', port)).sort((a, b) => a - b);
    const { selector, target = name } = props;
    this.manifest = new Manifest(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Service',
      name,
      phase: Phase.LINK,
      annotations: { 'skupper.io/proxy': 'tcp', [V1_ADDRESS]: address, 'skupper.io/target': target },
      fields: {
        spec: {
          ...(selector && { selector: { ...selector } }),
          ports: ports.map((port) => ({ name: `tcp-${String(port)}`, port, targetPort: port, protocol: 'TCP' })),
        },
      },
    });
  }
}
