/**
 * Runs the network of the README on this machine: the collectors of `dist/` and Jaeger as processes, a trace generator, and a
 * plain TCP relay in the place of the Skupper link. `--once` stops after the first trace is found.
 */
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { ROOT } from '../root';
import { DataPlane } from './data-plane';
import { readOutput } from './outputs';
import { buildPrograms } from './programs';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function main(): Promise<void> {
  buildPrograms(['otelcol', 'jaeger', 'spans']);
  print('Starting what dist/ describes. A plain TCP relay stands in for the Skupper link: no mutual TLS here.');
  const plane = await DataPlane.start(readOutput('main.ts', path.join(ROOT, 'dist')), { progress: print });
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
  try {
    const sidecar = plane.collector('sidecar-for-my-app');
    for (const protocol of ['thrift-compact', 'otlp'] as const) {
      const service = `myapp-${protocol}`;
      const sent = await plane.send(sidecar, { protocol, service, count: 50 });
      const found = await plane.found(service, sent.ids);
      const arrived = [...sent.ids].filter((id) => found.has(id)).length;
      print(`${protocol}: ${String(sent.ids.size)} spans sent to the sidecar, ${String(arrived)} found in Jaeger`);
      if (arrived < sent.ids.size) process.exitCode = 1;
    }
    const [span] = await plane.spansOf('myapp-otlp');
    print(`A trace: ${plane.jaegerUrl}/api/traces/${span?.traceId ?? ''}`);
    if (process.argv.includes('--once')) return;
    print(`Jaeger: ${plane.jaegerUrl} (this build has its query API and no UI). One trace a second until Ctrl-C.`);
    const ended = interrupted.then(() => true);
    do {
      await plane.send(sidecar, { protocol: 'thrift-compact', service: 'myapp', count: 10 });
    } while (!(await Promise.race([sleep(1000).then(() => false), ended])));
  } finally {
    print('Stopping.');
    await plane.stop();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
