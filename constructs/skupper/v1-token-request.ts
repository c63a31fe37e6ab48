import { Construct } from 'constructs';

import { ArgumentError, requireDnsSubdomain } from '../synth/argument';
import { Manifest } from '../synth/manifest';
import { Phase } from '../synth/phase';
import { PURE } from '../synth/shape/pure';

/** Label by which Skupper v1 knows what a Secret is for. */
export const V1_TYPE_LABEL = 'skupper.io/type';
/** What the label says of a Secret that is to become a token. */
export const V1_TOKEN_REQUEST = 'connection-token-request';

/** Properties of `SkupperV1TokenRequest`. */
export interface SkupperV1TokenRequestProps {
  /** Name of the Secret. */
  readonly name: string;
}

/**
 * Asks Skupper v1 for a token: a Secret without data, which the controller fills in and relabels. Filled in, it is the key of another
 * site to this one: it never comes back into the output.
 *
 * Applied again by `kubectl apply`, it is asked for once more: the controller fills in another certificate, and those that were handed
 * out stay good.
 */
export class SkupperV1TokenRequest extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  /** Name of the Secret. */
  public readonly secretName: string;
  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  /** @throws ArgumentError if the name is none of an object, or that of a Secret of Skupper's own */
  public constructor(scope: Construct, id: string, props: SkupperV1TokenRequestProps) {
    super(scope, id);
    this.secretName = requireOther(this, requireDnsSubdomain(this, 'name', props.name));
    this.manifest = new Manifest(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Secret',
      name: this.secretName,
      phase: Phase.LINK,
      labels: { [V1_TYPE_LABEL]: V1_TOKEN_REQUEST },
    });
  }
}

/** Secrets that Skupper v1 makes for itself. */
const OWN = /^skupper$|^skupper-(internal|claims-server|console-(certs|users)|(local|service|site|router)-(ca|certs|client|server))$/;

function requireOther(place: Construct, name: string): string {
  if (!OWN.test(name)) return name;
  throw new ArgumentError(place, 'name', `the Secret ${name} is one that Skupper v1 makes for itself`, 'choose another name');
}
