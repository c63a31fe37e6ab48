import * as http from 'node:http';

/** One sample of a series. */
export interface WrittenSample {
  readonly value: number;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** A series as it was written. */
export interface WrittenSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** In the order that they came in. */
  readonly samples: readonly WrittenSample[];
}

/** What Prometheus takes remote writes with: it keeps samples, and when it is told to be away answers 503 and 429 in turn, or does not answer at all. */
export class RemoteWriteReceiver {
  /** Starts on a port of loopback. */
  public static async start(port: number): Promise<RemoteWriteReceiver> {
    const receiver = new RemoteWriteReceiver();
    await new Promise<void>((resolve) => receiver.server.listen(port, '127.0.0.1', resolve));
    return receiver;
  }

  /** Whether it is away. */
  public isAway = false;
  /** Whether it takes requests and does not answer them. */
  public isStuck = false;
  /** Requests that it refused. */
  public refused = 0;
  /** Headers of the last request. */
  public headers: http.IncomingHttpHeaders = {};
  /** Families that there is a type for. */
  public readonly families = new Set<string>();
  private readonly known = new Map<string, { readonly labels: Record<string, string>; readonly samples: WrittenSample[] }>();
  private readonly server = http.createServer((request, response) => {
    void this.take(request).then((status) => status !== undefined && response.writeHead(status).end());
  });

  private constructor() {
    // Made by start.
  }

  /** The series of a metric. */
  public series(name: string): readonly WrittenSeries[] {
    return [...this.known.values()].filter(({ labels }) => labels['__name__'] === name);
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: http.IncomingMessage): Promise<number | undefined> {
    const body = await bodyOf(request);
    if (this.isStuck) return undefined;
    if (this.isAway) {
      this.refused += 1;
      return this.refused % 2 === 0 ? 503 : 429;
    }
    this.headers = request.headers;
    for (const { field, bytes } of fields(unsnap(body))) {
      if (field === 1) this.keep(bytes);
      if (field === 3) this.families.add(text(bytes, 2));
    }
    return 204;
  }

  private keep(series: Buffer): void {
    const parts = fields(series);
    const labels = Object.fromEntries(
      parts.filter(({ field }) => field === 1).map(({ bytes }) => [text(bytes, 1), text(bytes, 2)] as const),
    );
    const key = JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
    const kept = this.known.get(key) ?? { labels, samples: [] };
    this.known.set(key, kept);
    for (const { bytes } of parts.filter(({ field }) => field === 2)) {
      const sample = fields(bytes);
      const value = sample.find(({ field }) => field === 1)?.bytes.readDoubleLE() ?? 0;
      const time = sample.find(({ field }) => field === 2)?.number ?? 0;
      kept.samples.push({ value, time });
    }
  }
}

/** The whole body of a request. */
export async function bodyOf(request: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

interface Field {
  readonly field: number;
  readonly number: number;
  readonly bytes: Buffer;
}

/** The fields of a protobuf message. */
function fields(message: Buffer): readonly Field[] {
  const found: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = message[at++] ?? 0;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    const wire = tag & 7;
    const number = wire === 0 ? varint() : 0;
    const length = wire === 0 ? 0 : wire === 1 ? 8 : wire === 5 ? 4 : varint();
    found.push({ field: tag >> 3, number, bytes: message.subarray(at, at + length) });
    at += length;
  }
  return found;
}

function text(message: Buffer, wanted: number): string {
  return (
    fields(message)
      .find(({ field }) => field === wanted)
      ?.bytes.toString() ?? ''
  );
}

/** Undoes Snappy's block format: https://github.com/google/snappy/blob/main/format_description.txt */
function unsnap(block: Buffer): Buffer {
  let at = 0;
  while ((block[at++] ?? 0) > 127);
  const out: number[] = [];
  const little = (bytes: number): number => {
    const value = block.readUIntLE(at, bytes);
    at += bytes;
    return value;
  };
  while (at < block.length) {
    const tag = block[at++] ?? 0;
    const kind = tag & 3;
    if (kind === 0) {
      const short = tag >> 2;
      const length = (short < 60 ? short : little(short - 59)) + 1;
      out.push(...block.subarray(at, at + length));
      at += length;
      continue;
    }
    const length = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const offset = kind === 1 ? ((tag >> 5) << 8) | little(1) : little(kind === 2 ? 2 : 4);
    for (let i = 0; i < length; i++) out.push(out[out.length - offset] ?? 0);
  }
  return Buffer.from(out);
}
