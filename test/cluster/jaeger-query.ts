import { setTimeout as sleep } from 'node:timers/promises';

/** One span as Jaeger has it. */
export interface FoundSpan {
  readonly traceId: string;
  readonly id: string;
  readonly resource: Readonly<Record<string, unknown>>;
}

interface FoundTrace {
  readonly spans: readonly { readonly traceID: string; readonly spanID: string; readonly processID: string }[];
  readonly processes: Readonly<
    Record<string, { readonly tags?: readonly { readonly key: string; readonly value: unknown }[] } | undefined>
  >;
}

/** Reads from Jaeger by the API of its UI, which is the same in v1 and v2. */
export class JaegerQuery {
  /** @param url of the UI, without a slash at the end */
  public constructor(public readonly url: string) {}

  /** The spans of a service with their resource. */
  public async spansOf(service: string): Promise<readonly FoundSpan[]> {
    const now = Date.now() * 1000;
    const query = `service=${service}&limit=50000&start=${String(now - 3_600_000_000)}&end=${String(now)}`;
    const response = await fetch(`${this.url}/api/traces?${query}`);
    if (!response.ok) return [];
    const { data } = (await response.json()) as { data: readonly FoundTrace[] | null };
    return (data ?? []).flatMap((trace) =>
      trace.spans.map(({ traceID, spanID, processID }) => {
        const tags = trace.processes[processID]?.tags ?? [];
        return { traceId: traceID, id: spanID, resource: Object.fromEntries(tags.map(({ key, value }) => [key, value])) };
      }),
    );
  }

  /** Waits until Jaeger has these spans of a service, for at most some seconds, and returns the ids that it has by then. */
  public async found(service: string, wanted: ReadonlySet<string>, seconds = 30): Promise<ReadonlySet<string>> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const ids = await this.idsOf(service);
      if ([...wanted].every((id) => ids.has(id)) || Date.now() > end) return ids;
      await sleep(1_000);
    }
  }

  private async idsOf(service: string): Promise<ReadonlySet<string>> {
    try {
      return new Set((await this.spansOf(service)).map(({ id }) => id));
    } catch {
      // Jaeger is not up just now.
      return new Set();
    }
  }
}
