import * as http from 'node:http';
import * as http2 from 'node:http2';
import { gunzipSync } from 'node:zlib';

import { bodyOf } from './remote-write';
import { freePort } from './service';

/** A length before each message of gRPC, after a byte that states whether the message is compressed. */
const PREFIX = 5;

/** Backend of logs over OTLP/HTTP and over OTLP/gRPC. While it is busy it refuses requests: 429, and `ResourceExhausted` without a delay. */
export class BusyBackend {
  /** Starts both servers on loopback. */
  public static async start(): Promise<BusyBackend> {
    const [httpPort, grpcPort] = [await freePort(), await freePort()];
    const backend = new BusyBackend(httpPort, grpcPort);
    await new Promise<void>((resolve) => backend.http.listen(httpPort, '127.0.0.1', resolve));
    await new Promise<void>((resolve) => backend.grpc.listen(grpcPort, '127.0.0.1', resolve));
    return backend;
  }

  public isBusy = false;
  /** Requests that it refused. */
  public refused = 0;
  private readonly bodies: string[] = [];
  private readonly sessions = new Set<http2.ServerHttp2Session>();
  private readonly http = http.createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const isTaken = this.take(request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body);
      response.writeHead(isTaken ? 200 : 429).end();
    });
  });
  private readonly grpc = http2.createServer();

  private constructor(
    public readonly httpPort: number,
    public readonly grpcPort: number,
  ) {
    this.grpc.on('session', (session) => {
      this.sessions.add(session);
      session.once('close', () => this.sessions.delete(session));
    });
    this.grpc.on('stream', (stream) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        this.answer(stream, Buffer.concat(parts));
      });
    });
  }

  /** How often each of some texts arrived. */
  public arrivals(texts: readonly string[]): ReadonlyMap<string, number> {
    const counted = texts.map((text) => [text, this.bodies.reduce((sum, body) => sum + body.split(text).length - 1, 0)] as const);
    return new Map(counted);
  }

  public async stop(): Promise<void> {
    this.http.closeAllConnections();
    for (const session of this.sessions) session.destroy();
    await new Promise((resolve) => this.http.close(resolve));
    await new Promise((resolve) => this.grpc.close(resolve));
  }

  private take(body: Buffer): boolean {
    if (this.isBusy) this.refused += 1;
    else this.bodies.push(body.toString('latin1'));
    return !this.isBusy;
  }

  private answer(stream: http2.ServerHttp2Stream, framed: Buffer): void {
    const message = framed.subarray(PREFIX);
    const isTaken = this.take(framed[0] === 1 ? gunzipSync(message) : message);
    const head = { ':status': 200, 'content-type': 'application/grpc' };
    if (!isTaken) {
      stream.respond({ ...head, 'grpc-status': '8', 'grpc-message': 'busy' }, { endStream: true });
      return;
    }
    stream.respond(head, { waitForTrailers: true });
    stream.once('wantTrailers', () => {
      stream.sendTrailers({ 'grpc-status': '0' });
    });
    stream.end(Buffer.alloc(PREFIX));
  }
}
