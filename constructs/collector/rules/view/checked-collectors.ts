import type { ManifestJson } from '../../../synth/schema';
import type { ProgramFacts } from './collector-view';

const MOST_REMEMBERED = 100;

/** Checked collectors of one synthesis that have no findings. Similar collectors are checked once. */
export class CheckedCollectors {
  private readonly clean = new Map<string, { readonly hasDeciders: boolean }>();
  private readonly distributions = new Map<object, number>();

  /** Returns a clean collector; undefined if there is none with this key. */
  public tryFind(key: string | undefined): { readonly hasDeciders: boolean } | undefined {
    return key === undefined ? undefined : this.clean.get(key);
  }

  /** @param hasDeciders whether the collector needs the check of its senders too */
  public remember(key: string, hasDeciders: boolean): void {
    if (this.clean.size >= MOST_REMEMBERED) this.clean.clear();
    this.clean.set(key, { hasDeciders });
  }

  /**
   * Returns everything that rules read of a collector; undefined if that is not plain JSON.
   *
   * @param own name of the cluster that the collector adds to telemetry
   */
  public keyOf({ apiVersion, kind, spec }: ManifestJson, program: ProgramFacts, own: string | undefined): string | undefined {
    const { distribution, ...facts } = program;
    const known = this.distributions.get(distribution) ?? this.distributions.size;
    this.distributions.set(distribution, known);
    try {
      const text = JSON.stringify([apiVersion, kind, known, facts, spec]);
      return own === undefined ? text : text.replaceAll(`"value":${JSON.stringify(own)}`, '"value":""');
    } catch {
      return undefined;
    }
  }
}
