import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';

import type { Topology } from '../../../constructs';
import { SiteManifests } from '../../../ops/site-manifests';
import { ProgramChoice } from '../../../ops/validate/choose-program';
import { configurationsOf, type Configuration } from '../../../ops/validate/configuration';
import { validate } from '../../../ops/validate/validate';

const folder = mkdtempSync(path.join(os.tmpdir(), 'validate-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let count = 0;

/** Configurations of sites by name, each with one collector of a spec. */
function configurations(sites: Readonly<Record<string, object>>): Promise<readonly Configuration[]> {
  const dist = path.join(folder, String(count++));
  const topology = {
    sites: Object.keys(sites).map((name) => ({
      name,
      folder: name,
      objects: [{ kind: 'OpenTelemetryCollector', name: 'agent', namespace: 'telemetry', path: `${name}/agents/agent` }],
    })),
    files: Object.keys(sites).map((name) => `${name}/30-agent.yaml`),
  } as unknown as Topology;
  for (const [name, spec] of Object.entries(sites)) {
    mkdirSync(path.join(dist, name), { recursive: true });
    const object = { kind: 'OpenTelemetryCollector', metadata: { name: 'agent', namespace: 'telemetry' }, spec };
    writeFileSync(path.join(dist, name, '30-agent.yaml'), stringify(object));
  }
  return configurationsOf(topology, topology.sites, new SiteManifests(dist, topology));
}

/** A program in place of a collector: it notes each run. */
function collector(commands: string): { readonly file: string; readonly choice: ProgramChoice; readonly runs: () => readonly string[] } {
  const file = path.join(folder, `collector-${String(count++)}`);
  writeFileSync(file, `#!/bin/sh\necho run >> ${file}.runs\n${commands}\n`);
  chmodSync(file, 0o755);
  const limits = { timeout: 10_000, signal: new AbortController().signal };
  const choice = new ProgramChoice({ byImage: new Map(), collector: file }, undefined, limits);
  return { file, choice, runs: () => readFileSync(`${file}.runs`, 'utf8').trim().split('\n') };
}

describe('configurations for the binary', () => {
  it('have the variables of the manifest, and stand-ins for values that only the cluster has', async () => {
    const [configuration] = await configurations({
      edge: {
        env: [
          { name: 'LEVEL', value: 'info' },
          { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'login', key: 'password' } } },
          { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
          { name: 'CPUS', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
        ],
        args: { 'feature-gates': '+a' },
        volumeMounts: [{ name: 'queue', mountPath: '/var/queue' }],
        config: {},
      },
    });
    expect(configuration).toMatchObject({
      path: 'edge/agents/agent',
      env: { LEVEL: 'info', PASSWORD: 'stand-in', POD_IP: '127.0.0.1', CPUS: '1' },
      standIns: ['PASSWORD', 'POD_IP', 'CPUS'],
      args: ['--feature-gates=+a'],
      mounts: ['/var/queue'],
    });
  });

  it('have stand-ins for files and URLs, and other references as they are', async () => {
    const config = { a: '${file:/etc/token}', b: 'x ${https://example.com/a} ${env:B} $${file:/c}', c: 'plain' };
    const [configuration] = await configurations({ edge: { config } });
    expect(JSON.parse(configuration?.text ?? '')).toEqual({ a: 'stand-in', b: 'x stand-in ${env:B} $${file:/c}', c: 'plain' });
  });

  it('have an empty file for each option that names one', async () => {
    const config = { tls: { ca_file: '/mnt/secrets/ca/ca.crt' }, file_log: { include: ['/var/log/*'] }, directory: '/var/queue' };
    const [configuration] = await configurations({ edge: { config } });
    expect(JSON.parse(configuration?.text ?? '')).toEqual({ ...config, tls: { ca_file: '/dev/null' } });
  });

  it('are read from text, as resources of the version v1alpha1 have them', async () => {
    const [configuration] = await configurations({ edge: { config: 'receivers:\n  otlp: {}\n' } });
    expect(configuration?.text).toBe('{"receivers":{"otlp":{}}}');
  });
});

describe('validation', () => {
  it('runs a binary once for sites that differ in their name, and reports its error for each of them', async () => {
    const { choice, runs } = collector('echo "2026/11/28 log line" >&2; echo "Error: bad option" >&2; exit 1');
    const spec = (site: string, size: number): object => ({ config: { exporters: { debug: { name: `${site}.example`, size } } } });
    const result = await validate(
      await configurations({ berlin: spec('berlin', 1), lisbon: spec('lisbon', 1), porto: spec('porto', 2) }),
      choice,
    );
    expect(runs()).toHaveLength(2);
    expect(result.summary).toEqual({ collectors: 3, valid: 0, invalid: 3, unknown: 0, runs: 2 });
    expect(
      result.collectors.flatMap(({ findings }) => findings).map(({ path: site, location, message }) => [site, location, message]),
    ).toEqual(['berlin', 'lisbon', 'porto'].map((site) => [site, `${site}/agents/agent`, 'bad option']));
  });

  it('gives the binary no variable of this process', async () => {
    process.env['OF_THIS_PROCESS'] = 'here';
    const { choice } = collector('[ -z "$OF_THIS_PROCESS" ] && [ "$LEVEL" = info ]');
    const { summary } = await validate(await configurations({ edge: { env: [{ name: 'LEVEL', value: 'info' }], config: {} } }), choice);
    delete process.env['OF_THIS_PROCESS'];
    expect(summary).toMatchObject({ valid: 1 });
  });

  it('moves paths of volumes to folders that exist, and names the paths of the pod in errors', async () => {
    const { choice } = collector(
      `place=$(sed -E 's/.*"(\\/[^"]*)".*/\\1/' "\${2#--config=}"); [ -d "\${place%/sub}" ] && echo "Error: no $place" >&2; exit 1`,
    );
    const spec = { volumeMounts: [{ name: 'queue', mountPath: '/var/queue' }], config: { directory: '/var/queue/sub' } };
    const { collectors } = await validate(await configurations({ edge: spec }), choice);
    expect(collectors[0]?.findings[0]?.message).toBe('no /var/queue/sub');
  });

  it('does not count an image of Jaeger as checked by a binary of the collector', async () => {
    const limits = { timeout: 10_000, signal: new AbortController().signal };
    const { file } = collector('exit 0');
    const known = await configurations({ hub: { image: 'registry.example:5000/jaegertracing/jaeger:2.20.0', config: {} } });
    const other = new ProgramChoice({ byImage: new Map(), collector: file }, 'docker', limits);
    const own = new ProgramChoice({ byImage: new Map([['registry.example:5000/jaegertracing/jaeger', file]]) }, undefined, limits);
    const before = process.env['PATH'];
    process.env['PATH'] = folder;
    const [unchecked, checked] = [await validate(known, other), await validate(known, own)].map(({ summary }) => summary);
    process.env['PATH'] = before;
    expect({ unchecked, checked }).toMatchObject({ unchecked: { unknown: 1 }, checked: { valid: 1 } });
  });

  it('does not call a configuration invalid for a stand-in', async () => {
    const { choice } = collector('echo "Error: not a duration: \\"stand-in\\"" >&2; exit 1');
    const env = [{ name: 'PAUSE', valueFrom: { configMapKeyRef: { name: 'a', key: 'b' } } }];
    const { collectors } = await validate(await configurations({ edge: { env, config: { timeout: '${env:PAUSE}' } } }), choice);
    expect(collectors[0]).toMatchObject({ state: 'unknown', findings: [{ rule: 'validate/not-checked' }] });
    expect(collectors[0]?.findings[0]?.fix).toContain('PAUSE');
  });

  it('warns about a binary of another version than the image', async () => {
    const { choice } = collector('[ "$1" = --version ] && echo "otelcol version 0.158.0"; exit 0');
    const images = {
      berlin: 'otel/opentelemetry-collector:0.158.3',
      lisbon: 'otel/opentelemetry-collector:0.157.0',
      porto: 'own@sha256:01',
    };
    const specs = Object.fromEntries(Object.entries(images).map(([site, image]) => [site, { image, config: {} }]));
    const { collectors } = await validate(await configurations(specs), choice);
    expect(collectors.map(({ state, findings }) => [state, ...findings.map(({ rule }) => rule)])).toEqual([
      ['valid'],
      ['valid', 'validate/other-version'],
      ['valid'],
    ]);
  });

  it('names the image that has no binary, and checks the others', async () => {
    const { file } = collector('exit 0');
    const limits = { timeout: 10_000, signal: new AbortController().signal };
    const choice = new ProgramChoice({ byImage: new Map(), collector: file }, undefined, limits);
    const specs = {
      hub: { image: 'jaegertracing/jaeger:2.20.0', config: {} },
      edge: { image: 'otel/opentelemetry-collector:0.158.0', config: {} },
    };
    const before = process.env['PATH'];
    process.env['PATH'] = folder;
    const { collectors } = await validate(await configurations(specs), choice);
    process.env['PATH'] = before;
    expect(collectors.map(({ state }) => state)).toEqual(['unknown', 'valid']);
    expect(collectors[0]?.findings[0]).toMatchObject({
      message: 'no binary is named for jaegertracing/jaeger:2.20.0, and neither podman nor docker works',
      fix: 'Set --otelcol jaegertracing/jaeger=PATH, or start podman or docker.',
    });
  });

  it('names no image where the operator chooses it', async () => {
    const choice = new ProgramChoice({ byImage: new Map() }, undefined, { timeout: 10_000, signal: new AbortController().signal });
    const before = process.env['PATH'];
    process.env['PATH'] = folder;
    const { collectors } = await validate(await configurations({ edge: { config: {} } }), choice);
    process.env['PATH'] = before;
    expect(collectors[0]?.findings[0]?.fix).toBe('Set --otelcol PATH, or start podman or docker.');
  });

  it('refuses a binary for an image that the network does not have', () => {
    const limits = { timeout: 10_000, signal: new AbortController().signal };
    const choice = new ProgramChoice({ byImage: new Map([['otel/colector', '/bin/true']]) }, undefined, limits);
    expect(() => {
      choice.requireImages(['otel/collector:1.2.3']);
    }).toThrow('--otelcol names otel/colector, which no site has');
    expect(() => {
      choice.requireImages(['otel/collector:1.2.3', 'otel/colector@sha256:0123']);
    }).not.toThrow();
  });

  it('ends a binary that does not end', async () => {
    const { file } = collector('exec sleep 60');
    const choice = new ProgramChoice({ byImage: new Map(), collector: file }, undefined, {
      timeout: 300,
      signal: new AbortController().signal,
    });
    const { collectors } = await validate(await configurations({ edge: { config: {} } }), choice);
    expect(collectors[0]).toMatchObject({ state: 'unknown', findings: [{ rule: 'validate/not-checked', severity: 'unknown' }] });
  });
});
