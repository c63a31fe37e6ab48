import type { Topology } from '../../constructs';

/** Who is at the other end of an address, as the program says. */
export class Partners {
  private readonly addresses = new Map<string, string>();
  private readonly listening = new Map<string, Set<string>>();

  public constructor({ sites }: Topology) {
    for (const { name, exposes } of sites) {
      for (const { routingKey, address } of exposes) this.addresses.set(routingKey, `${name}/${address}`);
    }
    for (const { name, listens } of sites) {
      for (const { leadsTo, address } of listens) {
        for (const { site, routingKey } of leadsTo) {
          // Of a hub of another program only the listener is known.
          if (!this.addresses.has(routingKey)) this.addresses.set(routingKey, `${site}/${address}`);
          this.listening.set(routingKey, (this.listening.get(routingKey) ?? new Set()).add(name));
        }
      }
    }
  }

  /** The address of a routing key as `site/address`, or the key itself if the program does not know it. */
  public addressOf(routingKey: string): string {
    return this.addresses.get(routingKey) ?? routingKey;
  }

  /** The sites that listen for a routing key. */
  public listenersOf(routingKey: string): readonly string[] {
    return [...(this.listening.get(routingKey) ?? [])];
  }
}

/** Names in words: a few of them, and how many more. */
export function someOf(names: readonly string[], most = 3): string {
  const rest = names.length - most;
  return rest <= 0 ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${String(rest)} more`;
}
