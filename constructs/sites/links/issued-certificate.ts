import { isDeepStrictEqual } from 'node:util';

import { Construct } from 'constructs';

import {
  Certificate,
  CertificateSpecPrivateKeyAlgorithm,
  CertificateSpecPrivateKeyRotationPolicy,
  CertificateSpecUsages,
  toJson_CertificateSpec,
} from '../../../imports/cert-manager.io';
import { requireSecretName } from '../../skupper/secret-name';
import { ArgumentError } from '../../synth/argument';
import { Manifest } from '../../synth/manifest';
import { PURE } from '../../synth/shape/pure';

/** How cert-manager makes a certificate, in the words of its `Certificate`. */
export interface IssuedBy {
  /** The issuer. */
  readonly issuerRef: { readonly name: string; readonly kind: string; readonly group: string };
  /** How long it is valid, as Go writes a duration. */
  readonly duration: string;
  /** How long before its end it is renewed, as Go writes a duration. */
  readonly renewBefore: string;
  /** Its private key. */
  readonly privateKey: {
    readonly algorithm: 'ECDSA' | 'RSA';
    /** In bits. */
    readonly size: number;
    /** Whether a renewed certificate has a new key. */
    readonly rotationPolicy: 'Always' | 'Never';
  };
}

/** Whom a certificate is for. */
export interface CertificateSubject {
  /** At most 64 characters. Routers look for an address here. */
  readonly commonName: string;
  /** DNS names of the server. @default - none: it is a client's */
  readonly dnsNames?: readonly string[];
  /** IPv4 addresses of the server, for clients other than routers. @default - none */
  readonly ipAddresses?: readonly string[];
}

/** Properties of `IssuedCertificate`. */
export interface IssuedCertificateProps extends CertificateSubject, IssuedBy {
  /** Name of the Secret, and of the resource. */
  readonly secret: string;
  /** Whether servers show it too; clients always do. */
  readonly server: boolean;
}

/** The certificate of one end of a link, made by cert-manager. */
export class IssuedCertificate extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  /**
   * The certificate of a site under the name of its Secret: the same one for links that share it.
   *
   * @throws ArgumentError if the site has one of that name that is otherwise
   */
  public static of(site: Construct, props: IssuedCertificateProps): IssuedCertificate {
    const id = `certificate-${props.secret}`;
    const known = site.node.tryFindChild(id);
    if (!(known instanceof IssuedCertificate)) return new IssuedCertificate(site, id, props);
    if (isDeepStrictEqual(known.props, props)) return known;
    const asked = `the Secret ${props.secret} is that of another link already, from another issuer or with other times`;
    throw new ArgumentError(site, 'links', asked, 'name another Secret for one of them: LinkCertificates.issuedBy(…, { client })');
  }

  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;
  private readonly props: IssuedCertificateProps;

  /** @throws ArgumentError if the name of the Secret cannot be right */
  public constructor(scope: Construct, id: string, props: IssuedCertificateProps) {
    super(scope, id);
    this.props = props;
    const { commonName, dnsNames = [], ipAddresses = [], issuerRef, duration, renewBefore, privateKey, server } = props;
    const secretName = requireSecretName(this, 'secret', props.secret);
    const usages = server ? [CertificateSpecUsages.SERVER_AUTH, CertificateSpecUsages.CLIENT_AUTH] : [CertificateSpecUsages.CLIENT_AUTH];
    this.manifest = new Manifest(this, 'Resource', {
      ...Certificate.GVK,
      name: secretName,
      fields: {
        spec: toJson_CertificateSpec({
          secretName,
          commonName,
          ...(dnsNames.length > 0 && { dnsNames: [...dnsNames] }),
          ...(ipAddresses.length > 0 && { ipAddresses: [...ipAddresses] }),
          usages,
          duration,
          renewBefore,
          privateKey: {
            algorithm: privateKey.algorithm === 'RSA' ? CertificateSpecPrivateKeyAlgorithm.RSA : CertificateSpecPrivateKeyAlgorithm.ECDSA,
            size: privateKey.size,
            rotationPolicy:
              privateKey.rotationPolicy === 'Never'
                ? CertificateSpecPrivateKeyRotationPolicy.NEVER
                : CertificateSpecPrivateKeyRotationPolicy.ALWAYS,
          },
          issuerRef,
        }),
      },
    });
  }
}
