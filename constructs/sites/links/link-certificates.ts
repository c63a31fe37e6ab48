import { Duration } from 'cdk8s';

import { goDuration } from '../../synth/units';
import { requireSecretName } from '../../skupper/secret-name';
import { ArgumentError, quote, requireDnsSubdomain } from '../../synth/argument';
import type { IssuedBy } from './issued-certificate';

/** An issuer of cert-manager, of this program or not: an `Issuer` or `ClusterIssuer` object of the imports fits as it is. */
export interface CertificateIssuer {
  /** Name of the resource. */
  readonly name: string;
  /**
   * Its kind. An `Issuer` has to be in the namespace of every site whose certificate it makes. ACME issuers do not do: they give no
   * CA, and nothing to clients.
   *
   * @default 'ClusterIssuer'
   */
  readonly kind?: string;
  /** Group of the kind, for issuers that are no part of cert-manager, for example `awspca.cert-manager.io`. @default 'cert-manager.io' */
  readonly group?: string;
}

/** Names of the Secrets: of type `kubernetes.io/tls`, with `ca.crt`, `tls.crt` and `tls.key`. */
export interface LinkSecretsOptions {
  /** With the server's certificate, in the namespace of the hub. @default 'skupper-router-server' */
  readonly server?: string;
  /** With a client's certificate, in the namespace of every site that links. @default - `link-<hub>-client` */
  readonly client?: string;
}

/** The private keys that cert-manager makes. */
export interface PrivateKeyOptions {
  /** Algorithm. @default 'ECDSA' */
  readonly algorithm?: 'ECDSA' | 'RSA';
  /** Bits: 256, 384 or 521 for ECDSA; 2048, 3072 or 4096 for RSA. @default - 256 for ECDSA, 2048 for RSA */
  readonly size?: number;
  /** Whether a renewed certificate has a new key. @default 'Always' */
  readonly rotationPolicy?: 'Always' | 'Never';
}

/** Options of `LinkCertificates.issuedBy`. */
export interface IssuedLinksOptions extends LinkSecretsOptions {
  /** How long a certificate is valid: at least an hour. @default Duration.days(90) */
  readonly duration?: Duration;
  /** How long before its end a certificate is renewed: at least five minutes, less than `duration`. @default - a third of `duration` */
  readonly renewBefore?: Duration;
  /** The private keys. @default - as each of its options says */
  readonly privateKey?: PrivateKeyOptions;
}

/** The Secret with the router's server certificate where nobody names another. */
export const SERVER_SECRET = 'skupper-router-server';

/**
 * Where the certificates come from that a hub and those who link to it show each other. The hub says it, once; whoever has a
 * certificate of the same CA may link, so the CA has to be for this network alone.
 *
 * @see https://cert-manager.io/docs/usage/certificate/
 */
export class LinkCertificates {
  /**
   * From cert-manager: each site gets a `Certificate` of an issuer that all their clusters reach under this name, for example Vault
   * or a CA of your own. Where it has another name, the link says so (`SiteLink.certificates(hub, { certificates })`).
   *
   * @throws ArgumentError if a name, a time or the key cannot be right
   */
  public static issuedBy(issuer: CertificateIssuer, options: IssuedLinksOptions = {}): LinkCertificates {
    const place = 'LinkCertificates.issuedBy';
    const { name, kind = 'ClusterIssuer', group = OWN_GROUP } = issuer;
    requireDnsSubdomain(place, 'name', name);
    if (group === OWN_GROUP && kind !== 'ClusterIssuer' && kind !== 'Issuer') {
      const fix = 'name one of the two, or the group of an issuer that is no part of cert-manager';
      throw new ArgumentError(place, 'kind', `${OWN_GROUP} has the kinds ClusterIssuer and Issuer, received ${quote(kind)}`, fix);
    }
    const issued = { issuerRef: { name, kind, group }, ...times(place, options), privateKey: keyOf(place, options) };
    return new LinkCertificates(place, options, issued);
  }

  /**
   * From Secrets that something else puts into the clusters: a secret store (External Secrets, Sealed Secrets), or what
   * `otel-skupper pki` makes.
   *
   * @throws ArgumentError if the name of a Secret cannot be right
   */
  public static secrets(options: LinkSecretsOptions = {}): LinkCertificates {
    return new LinkCertificates('LinkCertificates.secrets', options, undefined);
  }

  /** @internal */
  public readonly issued: IssuedBy | undefined;
  /** Options that were given, beside names. */
  private readonly said: IssuedLinksOptions;
  /** Secret of the hub. @internal */
  public readonly server: string;
  /** Secret of those who link, if it is named. @internal */
  public readonly client: string | undefined;
  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'LinkCertificates';

  private constructor(place: string, options: IssuedLinksOptions, issued: IssuedBy | undefined) {
    const { server = SERVER_SECRET, client } = options;
    this.issued = issued;
    this.said = options;
    this.server = requireSecretName(place, 'server', server);
    this.client = client === undefined ? undefined : requireSecretName(place, 'client', client);
  }

  /** How cert-manager makes them for a link to a hub, where what is not said here is as the hub has it. @internal */
  public issuedLike(hub: IssuedBy | undefined): IssuedBy | undefined {
    const { duration, renewBefore, privateKey } = this.said;
    if (this.issued === undefined || hub === undefined) return this.issued;
    const times = duration === undefined && renewBefore === undefined ? hub : this.issued;
    return {
      issuerRef: this.issued.issuerRef,
      duration: times.duration,
      renewBefore: times.renewBefore,
      privateKey: privateKey === undefined ? hub.privateKey : this.issued.privateKey,
    };
  }
}

const OWN_GROUP = 'cert-manager.io';

/** What cert-manager's webhook would refuse. */
function times(place: string, options: IssuedLinksOptions): Pick<IssuedBy, 'duration' | 'renewBefore'> {
  const { duration = Duration.days(90) } = options;
  const whole = duration.toMilliseconds();
  const before = options.renewBefore?.toMilliseconds() ?? Math.floor(whole / 3);
  if (whole < Duration.hours(1).toMilliseconds()) {
    throw new ArgumentError(place, 'duration', `has to be at least an hour, received ${goDuration(duration)}`, 'give a longer one');
  }
  if (before < Duration.minutes(5).toMilliseconds() || before >= whole) {
    const asked = `has to be at least five minutes and less than the duration of ${goDuration(duration)}, received ${goDuration(Duration.millis(before))}`;
    throw new ArgumentError(place, 'renewBefore', asked, 'leave it out for a third of the duration');
  }
  return { duration: goDuration(duration), renewBefore: goDuration(Duration.millis(before)) };
}

const SIZES = { ECDSA: [256, 384, 521], RSA: [2048, 3072, 4096] } as const;

function keyOf(place: string, { privateKey = {} }: IssuedLinksOptions): IssuedBy['privateKey'] {
  const { algorithm = 'ECDSA', rotationPolicy = 'Always' } = privateKey;
  const sizes: readonly number[] = SIZES[algorithm];
  const size = privateKey.size ?? sizes[0] ?? 0;
  if (!sizes.includes(size)) {
    const asked = `${algorithm} keys have ${sizes.join(', ')} bits, received ${String(size)}`;
    throw new ArgumentError(place, 'privateKey.size', asked, 'give one of them');
  }
  return { algorithm, size, rotationPolicy };
}
