import { Construct } from 'constructs';

import { SecuredAccess, toJson_SecuredAccessSpec } from '../../imports/skupper.io';
import { ArgumentError, quote, requireDnsLabel, requirePort, requireServiceName } from '../synth/argument';
import { Manifest } from '../synth/manifest';
import type { AccessType } from './access-type';
import { PURE } from '../synth/shape/pure';

/** Properties of `SkupperSecuredAccess`. */
export interface SkupperSecuredAccessProps {
  /** Name of the resource and of the Service that the controller makes: a DNS label that begins with a letter. */
  readonly name: string;
  /** Labels of the pods. */
  readonly selector: Readonly<Record<string, string>>;
  /** Ports to publish; at least one, their names and numbers distinct. */
  readonly ports: readonly SecuredPort[];
  /** How they are published. @default - what the controller takes by default */
  readonly accessType?: AccessType;
  /** Secret of the CA that signs a certificate for the hosts at which the ports are published. @default - no certificate is made */
  readonly issuer?: string;
  /** Secret that the certificate is put into. @default - the name of the resource */
  readonly certificate?: string;
  /** Settings of the access type, for example `domain` of routes. @default - none */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A port of `SkupperSecuredAccess`. */
export interface SecuredPort {
  /** Name: a DNS label, part of the host for ingresses and routes. */
  readonly name: string;
  /** Port of the Service, 1 to 65535. */
  readonly port: number;
  /** Port of the pods, 1 to 65535. @default - `port` */
  readonly targetPort?: number;
}

/**
 * Publishes ports of any pods the way Skupper publishes its router: TLS is passed through, and the pods end it.
 *
 * @see https://github.com/skupperproject/skupper/blob/2.2.1/pkg/apis/skupper/v2alpha1/types.go
 */
export class SkupperSecuredAccess extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  /** @throws ArgumentError if a name or port cannot be right, or there is no port or selector */
  public constructor(scope: Construct, id: string, props: SkupperSecuredAccessProps) {
    super(scope, id);
    const { accessType, issuer, certificate, settings } = props;
    const selector = { ...props.selector };
    if (Object.keys(selector).length === 0) {
      throw new ArgumentError(this, 'selector', 'has to name a label, received none', 'give the labels of the pods');
    }
    const ports = props.ports.map(({ name, port, targetPort }) => ({
      name: requireDnsLabel(this, 'ports.name', name),
      port: requirePort(this, 'ports.port', port),
      protocol: 'TCP',
      ...(targetPort !== undefined && { targetPort: requirePort(this, 'ports.targetPort', targetPort) }),
    }));
    requireDistinct(this, ports);
    this.manifest = new Manifest(this, 'Resource', {
      ...SecuredAccess.GVK,
      name: requireServiceName(this, 'name', props.name),
      fields: {
        spec: toJson_SecuredAccessSpec({
          selector,
          ports,
          ...(accessType !== undefined && { accessType }),
          ...(issuer !== undefined && { issuer }),
          ...(certificate !== undefined && { certificate }),
          ...(settings && { settings: { ...settings } }),
        }),
      },
    });
  }
}

function requireDistinct(place: Construct, ports: readonly SecuredPort[]): void {
  if (ports.length === 0) throw new ArgumentError(place, 'ports', 'has to have a port, received none', 'name at least one');
  for (const field of ['name', 'port'] as const) {
    const values = ports.map((port) => port[field]);
    const twice = values.find((value, i) => values.indexOf(value) !== i);
    if (twice !== undefined) {
      throw new ArgumentError(place, `ports.${field}`, `${quote(String(twice))} is there twice`, 'give each port its own');
    }
  }
}
