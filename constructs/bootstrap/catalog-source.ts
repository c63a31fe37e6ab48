import type { Duration } from 'cdk8s';
import { Construct } from 'constructs';

import { CatalogSource as Resource, toJson_CatalogSourceSpec } from '../../imports/operators.coreos.com';
import { ArgumentError, quote, requireDnsSubdomain, requireInteger, requireServiceName } from '../synth/argument';
import { imageFor } from '../synth/image-sources';
import { Manifest } from '../synth/manifest';
import { requireOlmNamespace } from './olm-arguments';
import { PURE } from '../synth/shape/pure';

/** Where a catalogue is: a `CatalogSource`, or the name and namespace of one that is there already. */
export interface CatalogLocation {
  readonly name: string;
  readonly namespace: string;
}

/** Properties of `CatalogSource`. */
export interface CatalogSourceProps {
  /** Name of the resource, which OLM names a Service after: a DNS label that begins with a letter. */
  readonly name: string;
  /**
   * Namespace: that of OLM, for Subscriptions of all others; or that of the Subscriptions that use it.
   *
   * @default - that of the chart, or else of the site
   */
  readonly namespace?: string;
  /** Image of the index, by a tag or digest that stays what it is; mirrors of the network hold for it. */
  readonly image: string;
  /** Name that people read. @default - the name */
  readonly displayName?: string;
  /** Who publishes it, for people. @default - nobody is named */
  readonly publisher?: string;
  /** How often OLM looks whether the tag has another image, in whole minutes: for a tag that moves. @default - never */
  readonly poll?: Duration;
  /**
   * What the pod of the catalogue passes: `legacy` is for old indexes, which do not run that way.
   *
   * @default 'restricted', as namespaces that enforce that level want it
   */
  readonly securityContext?: 'restricted' | 'legacy';
  /** Secrets in its namespace to pull the image with. @default - none */
  readonly pullSecrets?: readonly string[];
  /** Which of several catalogues with one package OLM takes: that with the highest. @default - 0, as OLM has it */
  readonly priority?: number;
}

/**
 * A catalogue of operators, for OLM: an index image that OLM runs and asks.
 *
 * @see https://olm.operatorframework.io/docs/concepts/crds/catalogsource/
 */
export class CatalogSource extends Construct implements CatalogLocation {
  protected static readonly [PURE]: readonly string[] = [];

  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;
  public readonly name: string;
  public readonly namespace: string;

  /** @throws ArgumentError if a name or the image cannot be right, no namespace is known, or the poll is not of whole minutes */
  public constructor(scope: Construct, id: string, props: CatalogSourceProps) {
    super(scope, id);
    this.name = requireServiceName(this, 'name', props.name);
    this.namespace = requireOlmNamespace(this, props.namespace);
    const image = imageFor(this, requireIndex(this, props.image));
    const minutes = props.poll && requireInteger(this, 'poll (minutes)', props.poll.toMilliseconds() / 60_000, 1);
    const secrets = (props.pullSecrets ?? []).map((secret) => requireDnsSubdomain(this, 'pullSecrets', secret));
    const priority = props.priority === undefined ? undefined : requireInteger(this, 'priority', props.priority, Number.MIN_SAFE_INTEGER);
    this.manifest = new Manifest(this, 'Resource', {
      ...Resource.GVK,
      name: this.name,
      namespace: this.namespace,
      fields: {
        spec: toJson_CatalogSourceSpec({
          sourceType: 'grpc',
          image,
          displayName: props.displayName,
          publisher: props.publisher,
          grpcPodConfig: { securityContextConfig: props.securityContext ?? 'restricted' },
          ...(minutes !== undefined && { updateStrategy: { registryPoll: { interval: `${String(minutes)}m` } } }),
          ...(secrets.length > 0 && { secrets }),
          priority,
        }),
      },
    });
  }
}

function requireIndex(place: Construct, image: string): string {
  if (/^[^\s/]+(\/[^\s/]+)*$/.test(image)) return image;
  const message = `has to be the image of an index, received ${quote(image)}`;
  throw new ArgumentError(place, 'image', message, 'give registry, repository and tag, for example quay.io/example/index:v1.2.3');
}
