import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import * as net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program that runs in the background, with its log in a file. Stopped by its own process id. */
export class Service {
  private constructor(
    public readonly name: string,
    public readonly logFile: string,
    private readonly child: ChildProcess,
    private readonly ended: Promise<void>,
  ) {}

  /** Starts a program. */
  public static start(
    name: string,
    command: string,
    args: readonly string[],
    logFile: string,
    env: Readonly<Record<string, string>> = {},
  ): Service {
    const log = openSync(logFile, 'a');
    const child = spawn(command, args, { stdio: ['ignore', log, log], env: { ...process.env, ...env } });
    closeSync(log);
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => {
        resolve();
      });
      child.once('error', () => {
        resolve();
      });
    });
    return new Service(name, logFile, child, ended);
  }

  public get log(): string {
    return readFileSync(this.logFile, 'utf8');
  }

  public get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null && this.child.pid !== undefined;
  }

  /** Waits until a condition holds. @throws if the program ends, or after the timeout, with the end of its log */
  public async until(what: string, condition: () => Promise<boolean> | boolean, seconds = 240): Promise<this> {
    const end = Date.now() + seconds * 1000;
    while (!(await condition())) {
      if (!this.isRunning) throw new Error(`${this.name} ended before ${what}:\n${this.log.slice(-2000)}`);
      if (Date.now() > end) throw new Error(`${this.name}: ${what} took more than ${String(seconds)} s:\n${this.log.slice(-2000)}`);
      await sleep(100);
    }
    return this;
  }

  /** Waits until a TCP port of this machine takes connections. */
  public listens(port: number, seconds?: number): Promise<this> {
    return this.until(`it listens on ${String(port)}`, () => takesConnections(port), seconds);
  }

  /** Asks the program to stop, and ends it after ten seconds. */
  public async stop(): Promise<void> {
    if (!this.isRunning) return;
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 10_000);
    await this.ended;
    clearTimeout(timer);
  }

  /** Ends the program without asking. */
  public async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

/** Whether a TCP port of this machine takes connections. */
export function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    const answer = (value: boolean): void => {
      socket.destroy();
      resolve(value);
    };
    socket.once('connect', () => {
      answer(true);
    });
    socket.once('error', () => {
      answer(false);
    });
    socket.setTimeout(1000, () => {
      answer(false);
    });
  });
}

// Below the range from which systems take the ports of outgoing connections.
const [FIRST_PORT, LAST_PORT] = [20_000, 31_999];
/** Suites that run at the same time have separate halves, since a port is free until its program listens. */
const HALF = (LAST_PORT + 1 - FIRST_PORT) / 2;
const first = FIRST_PORT + (Number(process.env['VITEST_POOL_ID'] ?? 0) % 2) * HALF;
// Each run begins elsewhere.
let next = first + ((process.pid * 10) % HALF);

/** A port of this machine that is free now, and that this process does not give out again soon. */
export async function freePort(): Promise<number> {
  for (;;) {
    next = next >= first + HALF - 1 ? first : next + 1;
    const port = next;
    if (await canListen(port)) return port;
  }
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
