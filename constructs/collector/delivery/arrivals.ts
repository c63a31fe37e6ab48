/** When a collector answers who sends to it: once it has what was sent, or once it has sent that on. */
export type Acknowledgement = 'on-receipt' | 'after-export';

/** What is known of who sends to a collector. */
export class Arrivals {
  private readonly exposed = new Set<string>();
  private readonly senders = new Set<Arrivals>();

  /** @param chosen what the program says of the collector, if it says so */
  public constructor(private readonly chosen: Acknowledgement | undefined) {}

  /** Ids of the receivers under an address. Their connections come from the Skupper router. */
  public get exposedReceivers(): readonly string[] {
    return [...this.exposed].sort();
  }

  /** A receiver is under an address. */
  public expose(receiver: string): void {
    this.exposed.add(receiver);
  }

  /** When the collector acknowledges: after export if it is under an address, or behind a collector that is. */
  public get acknowledgement(): Acknowledgement {
    return this.acknowledgesAfterExport(new Set()) ? 'after-export' : 'on-receipt';
  }

  /** Another collector sends here: it passes the acknowledgement of this one on. */
  public addSender(sender: Arrivals): void {
    this.senders.add(sender);
  }

  private acknowledgesAfterExport(seen: Set<Arrivals>): boolean {
    if (seen.has(this)) return false;
    seen.add(this);
    if (this.chosen !== undefined) return this.chosen === 'after-export';
    return this.exposed.size > 0 || [...this.senders].some((sender) => sender.acknowledgesAfterExport(seen));
  }
}
