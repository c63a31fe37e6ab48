import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import type { Json } from '../../constructs/synth/yaml';
import { toLoopback } from './loopback';
import { outputs } from './outputs';
import { program } from './programs';
import { Service, takesConnections } from './service';
import { argumentsOf, withoutUnbuilt } from './stand-ins';

const folder = mkdtempSync(path.join(os.tmpdir(), 'collectors-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const cases = outputs().flatMap((output) =>
  output.sites.flatMap((site) =>
    site.objects
      .filter(({ kind }) => kind === 'OpenTelemetryCollector')
      .map((collector) => ({ title: `${output.name}: ${site.name}: ${collector.metadata.name}`, output, site, collector })),
  ),
);

describe('the binary that a collector is for', { tags: 'collector' }, () => {
  it.each(cases)('accepts the configuration of $title as it stands', ({ collector }) => {
    // Folders have to be there, as volumes are; the root of the node is that of this machine.
    const config = JSON.stringify(withoutUnbuilt(collector.spec?.['config'] as Json))
      .replaceAll(/\/var\/lib\/otelcol\/[a-z-]+/g, folder)
      .replaceAll('/hostfs', '/');
    const file = path.join(folder, 'validate.json');
    writeFileSync(file, config);
    const name = JSON.stringify(collector.spec?.['image']).includes('jaegertracing/') ? 'jaeger' : 'otelcol';
    execFileSync(program(name), ['validate', '--config', file, ...argumentsOf(collector.spec)], { stdio: 'pipe' });
  });

  it('refuses an option that does not exist', () => {
    const { collector } = cases.find(({ title }) => title.startsWith('main.ts: edge')) ?? expect.fail();
    const config = JSON.stringify(collector.spec?.['config']).replace('"limit_percentage"', '"limit_percent"');
    const file = path.join(folder, 'wrong.json');
    writeFileSync(file, config);
    const { status, stderr } = spawnSync(program('otelcol'), ['validate', '--config', file], { encoding: 'utf8' });
    expect(status).not.toBe(0);
    expect(stderr).toContain('limit_percent');
  });

  it.each(outputs())(
    'starts with every configuration of $name, stays up until asked to stop, and names nothing deprecated',
    async (output) => {
      const { collectors } = await toLoopback(output, path.join(folder, path.basename(output.name, '.ts')));
      for (const collector of collectors) {
        const log = `${collector.configFile}.log`;
        const args = ['--config', collector.configFile, ...collector.args];
        const service = Service.start(collector.name, program(collector.program), args, log, collector.env);
        try {
          const port = collector.ports.get(13_133) ?? expect.fail('no health check');
          await service.listens(port);
          // Jaeger's binary has healthcheckv2, whose path is another.
          const health = `http://127.0.0.1:${String(port)}${collector.program === 'jaeger' ? '/status' : '/'}`;
          await service.until('it is healthy', async () => (await fetch(health)).ok);
          for (const [original, loopback] of collector.ports) {
            if ([6831, 6832].includes(original)) continue;
            expect([collector.name, original, await takesConnections(loopback)]).toEqual([collector.name, original, true]);
          }
          await new Promise((resolve) => setTimeout(resolve, 500));
          expect([collector.name, service.isRunning]).toEqual([collector.name, true]);
        } finally {
          await service.stop();
        }
        expect(readFileSync(log, 'utf8')).not.toMatch(/deprecat/i);
      }
    },
  );
});
