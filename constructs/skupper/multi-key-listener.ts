import { Construct } from 'constructs';

import { MultiKeyListener, MultiKeyListenerSpecObserver, toJson_MultiKeyListenerSpec } from '../../imports/skupper.io';
import { ArgumentError, quote, requireDnsLabel, requireInteger, requirePort, requireServiceName } from '../synth/argument';
import { Manifest } from '../synth/manifest';
import { requireRoutingKey } from './routing-key';
import { PURE } from '../synth/shape/pure';

/** Which of several routing keys a new connection goes to. */
export type KeyStrategy =
  /** The first that can be reached. */
  | { readonly priority: readonly string[] }
  /** Shared out by weight; of weight 0, never. */
  | { readonly weighted: Readonly<Record<string, number>> };

/** Properties of `SkupperMultiKeyListener`. */
export interface SkupperMultiKeyListenerProps {
  /** Name of the resource: a DNS label of at most 50 characters. @default - the host */
  readonly name?: string;
  /** Name of the Service that Skupper makes for it: a DNS label that begins with a letter. */
  readonly host: string;
  /** Port of that Service, 1 to 65535. */
  readonly port: number;
  /** 1 to 256 routing keys. Its kind cannot be changed later. */
  readonly strategy: KeyStrategy;
}

/**
 * A Service in this site's namespace whose connections come out at one of several connectors, chosen for each new
 * connection. From Skupper 2.2.0 on.
 *
 * @see https://github.com/skupperproject/skupper/blob/2.2.1/pkg/apis/skupper/v2alpha1/multikeylistener_types.go
 */
export class SkupperMultiKeyListener extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  public readonly host: string;
  public readonly port: number;
  public readonly routingKeys: readonly string[];
  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  /** @throws ArgumentError if host, port, name, a routing key or a weight cannot be right */
  public constructor(scope: Construct, id: string, props: SkupperMultiKeyListenerProps) {
    super(scope, id);
    this.host = requireServiceName(this, 'host', props.host);
    this.port = requirePort(this, 'port', props.port);
    const { strategy } = props;
    this.routingKeys = 'priority' in strategy ? [...strategy.priority] : Object.keys(strategy.weighted);
    requireKeys(this, this.routingKeys);
    const weights = 'weighted' in strategy ? requireWeights(this, strategy.weighted) : undefined;
    const routingKeys = [...this.routingKeys];
    this.manifest = new Manifest(this, 'Resource', {
      ...MultiKeyListener.GVK,
      // The Service's port is called multiaddress-NAME, which has to be a DNS label.
      name: requireDnsLabel(this, 'name', props.name ?? props.host, 50),
      fields: {
        spec: toJson_MultiKeyListenerSpec({
          host: this.host,
          port: this.port,
          observer: MultiKeyListenerSpecObserver.NONE,
          strategy: weights === undefined ? { priority: { routingKeys } } : { weighted: { routingKeys: weights } },
        }),
      },
    });
  }
}

function requireKeys(place: Construct, keys: readonly string[]): void {
  for (const key of keys) requireRoutingKey(place, key);
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice !== undefined) {
    throw new ArgumentError(place, 'strategy', `the routing key ${quote(twice)} is there twice`, 'name each once');
  }
  if (keys.length < 1 || keys.length > 256) {
    const asked = `has to have 1 to 256 routing keys, received ${String(keys.length)}`;
    throw new ArgumentError(place, 'strategy', asked, 'name the keys of the connectors it leads to');
  }
}

function requireWeights(place: Construct, weighted: Readonly<Record<string, number>>): Record<string, number> {
  for (const [key, weight] of Object.entries(weighted)) requireInteger(place, `strategy.weighted.${key}`, weight, 0);
  if (Object.values(weighted).every((weight) => weight === 0)) {
    throw new ArgumentError(place, 'strategy', 'has weight 0 everywhere, so that no connection goes anywhere', 'give one a weight');
  }
  return { ...weighted };
}
