import * as net from 'node:net';

/** A plain TCP relay on loopback. It stands for a Skupper listener, link and connector, and can be cut. */
export class Relay {
  private server: net.Server | undefined;
  private readonly sockets = new Set<net.Socket>();

  public constructor(
    private readonly listen: number,
    private readonly target: number,
  ) {}

  /** Begins to take connections. */
  public open(): Promise<void> {
    const server = net.createServer((client) => {
      const upstream = net.connect({ host: '127.0.0.1', port: this.target });
      for (const socket of [client, upstream]) {
        this.sockets.add(socket);
        socket.once('close', () => this.sockets.delete(socket));
        socket.once('error', () => {
          client.destroy();
          upstream.destroy();
        });
      }
      client.pipe(upstream).pipe(client);
    });
    this.server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.listen, '127.0.0.1', resolve);
    });
  }

  /** Ends all connections and refuses new ones, as a Skupper listener does without its connector. */
  public cut(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    for (const socket of this.sockets) socket.destroy();
    return new Promise((resolve) => {
      if (server === undefined) resolve();
      else
        server.close(() => {
          resolve();
        });
    });
  }
}
