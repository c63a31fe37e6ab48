import { spawn } from 'node:child_process';

import { program } from './programs';

/** What a sender was told: ids of spans that were acknowledged, or over UDP sent. */
export interface SentSpans {
  readonly ids: ReadonlySet<string>;
  readonly refused: string;
}

/** How spans are sent. */
export interface SendOptions {
  readonly protocol: 'otlp' | 'thrift-compact';
  readonly service: string;
  readonly count: number;
  /** Spans per second. */
  readonly rate?: number;
}

/** Sends spans to a port of loopback as an application does, and waits until all are sent. */
export async function sendSpans(port: number | undefined, { protocol, service, count, rate = 200 }: SendOptions): Promise<SentSpans> {
  const args = ['-protocol', protocol, '-endpoint', `127.0.0.1:${String(port)}`, '-service', service];
  const child = spawn(program('spans'), [...args, '-count', String(count), '-rate', String(rate)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.on('data', (data: Buffer) => out.push(data.toString()));
  child.stderr.on('data', (data: Buffer) => err.push(data.toString()));
  await new Promise<void>((resolve, reject) => {
    child.once('close', () => {
      resolve();
    });
    child.once('error', reject);
  });
  const lines = out.join('').split('\n');
  return { ids: new Set(lines.filter((id) => id !== '')), refused: err.join('') };
}
