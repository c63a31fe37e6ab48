import * as http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A log record as it arrived. */
export interface ArrivedLog {
  readonly body: string;
  readonly resource: Readonly<Record<string, string>>;
}

interface OtlpLogs {
  readonly resourceLogs?: readonly {
    readonly resource?: { readonly attributes?: readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[] };
    readonly scopeLogs?: readonly { readonly logRecords?: readonly { readonly body?: { readonly stringValue?: string } }[] }[];
  }[];
}

/** Takes logs by OTLP over HTTP, as JSON, and may say that it cannot. */
export class LogBackend {
  public readonly arrived: ArrivedLog[] = [];
  /** Whether it answers as a server that is overloaded does. */
  public refuses = false;

  private constructor(private readonly server: http.Server) {}

  /** Starts one on a free port of this machine. */
  public static async start(): Promise<LogBackend> {
    const backend: LogBackend = new LogBackend(
      http.createServer((request, response) => {
        backend.answer(request, response);
      }),
    );
    await new Promise<void>((resolve) => backend.server.listen(0, '127.0.0.1', resolve));
    return backend;
  }

  public get endpoint(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      if (this.refuses) {
        response.writeHead(503).end('{}');
        return;
      }
      this.arrived.push(...logsOf(JSON.parse(Buffer.concat(parts).toString('utf8')) as OtlpLogs));
      response.writeHead(200).end('{}');
    });
  }
}

function logsOf({ resourceLogs = [] }: OtlpLogs): readonly ArrivedLog[] {
  return resourceLogs.flatMap(({ resource, scopeLogs = [] }) => {
    const attributes = Object.fromEntries((resource?.attributes ?? []).map(({ key, value }) => [key, value.stringValue ?? '']));
    return scopeLogs.flatMap(({ logRecords = [] }) =>
      logRecords.map(({ body }) => ({ body: body?.stringValue ?? '', resource: attributes })),
    );
  });
}
