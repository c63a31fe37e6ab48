import { Construct } from 'constructs';

import { Certificate, toJson_CertificateSpec } from '../../imports/skupper.io';
import { ArgumentError, quote } from '../synth/argument';
import { Manifest } from '../synth/manifest';
import { requireHost } from './endpoint';
import { requireSecretName } from './secret-name';
import { PURE } from '../synth/shape/pure';

/** Properties of `SkupperCertificate`. */
export interface SkupperCertificateProps {
  /** Name of the resource, and of the Secret of type `kubernetes.io/tls` that the controller makes. */
  readonly name: string;
  /**
   * Secret of the CA that signs, in the same namespace: an RSA key in PKCS#1 form.
   *
   * @default 'skupper-site-ca', which the controller makes with each site
   */
  readonly ca?: string;
  /** Common name. */
  readonly subject: string;
  /** Host names and IPv4 addresses that the certificate is for. @default - none */
  readonly hosts?: readonly string[];
  /** Whether it may be shown by a client. @default true */
  readonly client?: boolean;
  /** Whether it may be shown by a server. @default true */
  readonly server?: boolean;
  /** Whether it may sign others. @default false */
  readonly signing?: boolean;
}

/** The CA that the controller makes with each site. */
export const SITE_CA = 'skupper-site-ca';

/**
 * A certificate that Skupper's controller makes, valid for five years. Not to be taken for the kind of the same name of
 * cert-manager.
 *
 * @see https://github.com/skupperproject/skupper/blob/2.2.1/pkg/apis/skupper/v2alpha1/types.go
 */
export class SkupperCertificate extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  /** @throws ArgumentError if a name, host or the subject cannot be right */
  public constructor(scope: Construct, id: string, props: SkupperCertificateProps) {
    super(scope, id);
    const { ca = SITE_CA, subject, client = true, server = true, signing = false } = props;
    if (!/^[\x20-\x7e]{1,64}$/.test(subject)) {
      const asked = `has to be a common name of 1 to 64 printable characters, received ${quote(subject)}`;
      throw new ArgumentError(this, 'subject', asked, 'shorten it; names of hosts go into hosts');
    }
    const hosts = (props.hosts ?? []).map((host) => requireHost(this, 'hosts', host));
    this.manifest = new Manifest(this, 'Resource', {
      ...Certificate.GVK,
      name: requireSecretName(this, 'name', props.name),
      fields: {
        spec: toJson_CertificateSpec({
          ca,
          subject,
          ...(hosts.length > 0 && { hosts }),
          ...(client && { client }),
          ...(server && { server }),
          ...(signing && { signing }),
        }),
      },
    });
  }
}
