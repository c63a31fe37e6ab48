import type { SpawnSyncReturns } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as path from 'node:path';

import { App, JsonPatch } from 'cdk8s';
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest';

import {
  addRule,
  ArgumentError,
  CollectorPipeline,
  debugExporter,
  otlpGrpcExporter,
  otlpReceiver,
  PublicSite,
  SynthesisError,
  type RuleSettings,
} from '../../constructs';
import { project, runBuilt } from '../command';
import { network, networkOf, readTree, ROOT, rulesOf, tempDir } from '../helpers';

const reason = 'of this test';

/** A network with a warning, which is about the old name of an exporter. */
function build(rules: RuleSettings = {}, app: App = network({ rules })): CollectorPipeline {
  const collector = new CollectorPipeline(new PublicSite(app, 'hub'), 'gateway');
  collector.traces().receive(otlpReceiver()).export(debugExporter());
  collector.manifest.addJsonPatch(
    JsonPatch.add('/spec/config/exporters/otlphttp', { endpoint: 'https://otlp.example.com' }),
    JsonPatch.add('/spec/config/service/pipelines/traces/exporters/-', 'otlphttp'),
  );
  return collector;
}

/** The same with an error, which is about telemetry in plain text. */
function withError(rules?: RuleSettings): CollectorPipeline {
  const collector = build(rules);
  collector.traces().export(otlpGrpcExporter({ endpoint: 'tempo.example.com:4317', insecure: true }));
  return collector;
}

const WARNING = 'component/deprecated-type hub/gateway/Resource';
const ERROR = 'endpoint/plaintext hub/gateway/Resource';

let stderr: MockInstance<typeof process.stderr.write>;
beforeEach(() => {
  stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  stderr.mockRestore();
});
const printed = (): string => stderr.mock.calls.map(([text]) => String(text)).join('');

describe('a warning', () => {
  it('is printed as people read it, and what was asked for is written', () => {
    const app = networkOf(build());
    app.synth();
    expect(printed()).toBe(
      '[hub/gateway/Resource] warning component/deprecated-type at spec.config.exporters.otlphttp: ' +
        'the exporter otlphttp is now called otlp_http\n    mend: write otlp_http, here and in the pipelines\n',
    );
    expect(Object.keys(readTree(app.outdir))).toContain('hub/30-gateway.yaml');
    expect(app.findings()).toMatchObject([{ rule: 'component/deprecated-type', severity: 'warning' }]);
  });

  it('is printed beside the stream of documents too', () => {
    expect(networkOf(build()).synthYaml()).toContain('otlphttp');
    expect(printed()).toContain('warning component/deprecated-type');
  });

  it('is listed with the errors where there are any', () => {
    const app = networkOf(withError());
    expect(() => {
      app.synth();
    }).toThrow(/2 findings[^]*error endpoint\/plaintext[^]*warning component\/deprecated-type/);
    expect(readTree(app.outdir)).toEqual({});
    expect(printed()).toBe('');
  });

  it("stops no synthesis under somebody else's App", () => {
    const app = new App({ outdir: tempDir() });
    addRule(build({}, app), () => [{ rule: 'shop/own', severity: 'warning', message: 'is not right', fix: 'mend it' }]);
    app.synth();
    expect(Object.keys(readTree(app.outdir))).toEqual(['hub.k8s.yaml']);
  });

  it('may be what a rule of the program itself says, which is an error otherwise', () => {
    const collector = build({ 'component/deprecated-type': { severity: 'off', reason } });
    const finding = { rule: 'shop/own', message: 'is not right', fix: 'mend it' };
    addRule(collector, () => [{ ...finding, severity: 'warning' }]);
    networkOf(collector).synth();
    expect(printed()).toBe('[hub/gateway] warning shop/own: is not right\n    mend: mend it\n');
    addRule(collector, () => [{ ...finding, message: 'is wrong' }]);
    expect(networkOf(collector).findings()).toMatchObject([{ severity: 'warning' }, { severity: 'error' }]);
  });
});

describe('the severity that a network sets', () => {
  it('of error stops synthesis', () => {
    const app = networkOf(build({ 'component/deprecated-type': { severity: 'error', reason } }));
    expect(() => {
      app.synth();
    }).toThrow(SynthesisError);
    expect(readTree(app.outdir)).toEqual({});
    expect(app.findings()).toMatchObject([{ rule: 'component/deprecated-type', severity: 'error' }]);
  });

  it('of warning stops nothing', () => {
    const app = networkOf(withError({ 'endpoint/plaintext': { severity: 'warning', reason } }));
    app.synth();
    expect(printed().match(/warning [a-z/-]+/g)).toEqual(['warning endpoint/plaintext', 'warning component/deprecated-type']);
    expect(Object.keys(readTree(app.outdir))).toContain('hub/30-gateway.yaml');
  });

  it('of off is silent', () => {
    const off = { severity: 'off', reason } as const;
    const app = networkOf(withError({ 'endpoint/plaintext': off, 'component/deprecated-type': off }));
    app.synth();
    expect(printed()).toBe('');
    expect(app.findings()).toEqual([]);
  });

  it('is that of one rule and no other', () => {
    expect(rulesOf(networkOf(withError()).findings()).toSorted()).toEqual([WARNING, ERROR]);
    expect(rulesOf(networkOf(withError({ 'endpoint/plaintext': { severity: 'off', reason } })).findings())).toEqual([WARNING]);
    expect(rulesOf(networkOf(withError({ 'endpoint/grpc': { severity: 'off', reason } })).findings()).toSorted()).toEqual([WARNING, ERROR]);
  });

  it.each([
    ['a rule that there is not', { 'endpoint/plain': { severity: 'off', reason } }, 'no rule of that name'],
    ['a name that every object has', { constructor: { severity: 'off', reason } }, 'no rule of that name'],
    ['a rule of the program itself', { 'shop/own': { severity: 'off', reason } }, 'no rule of that name'],
    ['a rule that synthesis depends on', { 'object/duplicate': { severity: 'warning', reason } }, 'synthesis depends on this rule'],
    ['a severity that there is not', { 'endpoint/grpc': { severity: 'info', reason } }, 'error, warning or off, received "info"'],
    ['a setting without a reason', { 'endpoint/grpc': { severity: 'off', reason: '' } }, 'needs a reason'],
    ['a reason of blanks', { 'endpoint/grpc': { severity: 'off', reason: ' \n' } }, 'needs a reason'],
  ])('is not taken for %s', (_, rules, words) => {
    const make = (): unknown => network({ rules: rules as RuleSettings });
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(words);
    expect(make).toThrow(`TelemetryNetwork] error argument at rules.${Object.keys(rules)[0] ?? ''}`);
  });
});

describe('a finding', () => {
  it('names the page about its rule, which is in the package', () => {
    const findings = networkOf(withError()).findings();
    expect(findings.map(({ docs }) => docs)).toEqual(['docs/rules/endpoint/plaintext.md', 'docs/rules/component/deprecated-type.md']);
    for (const { docs = '' } of findings) expect(existsSync(path.join(ROOT, docs))).toBe(true);
  });

  it('that a constructor throws names one too', () => {
    try {
      network({ rules: { 'endpoint/grpc': { severity: 'off', reason: '' } } });
    } catch (error) {
      expect((error as ArgumentError).finding.docs).toBe('docs/rules/argument.md');
      return;
    }
    expect.fail('nothing was thrown');
  });

  it("of a program's own rule has no page", () => {
    const collector = build();
    addRule(collector, () => [{ rule: 'shop/own', message: 'is not right', fix: 'mend it' }]);
    expect(networkOf(collector).findings()[0]).toEqual({
      rule: 'shop/own',
      severity: 'error',
      path: 'hub/gateway',
      message: 'is not right',
      fix: 'mend it',
    });
  });
});

describe('the command', () => {
  /** Runs a program whose network has a warning. */
  const synth = (rules: RuleSettings, ...args: readonly string[]): SpawnSyncReturns<string> => {
    const folder = project(
      `import { JsonPatch } from 'cdk8s';
       import { CollectorPipeline, debugExporter, otlpReceiver, PublicSite, TelemetryNetwork } from './constructs';
       const network = new TelemetryNetwork({ rules: ${JSON.stringify(rules)} });
       const collector = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
       collector.traces().receive(otlpReceiver()).export(debugExporter());
       collector.manifest.addJsonPatch(
         JsonPatch.add('/spec/config/exporters/otlphttp', { endpoint: 'https://otlp.example.com' }),
         JsonPatch.add('/spec/config/service/pipelines/traces/exporters/-', 'otlphttp'),
       );
       network.synth();`,
    );
    return runBuilt(folder, 'synth', ...args);
  };

  it('prints warnings as JSON and exits 0', () => {
    const { status, stdout, stderr: shown } = synth({}, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [
        {
          rule: 'component/deprecated-type',
          severity: 'warning',
          path: 'hub/gateway/Resource',
          docs: 'docs/rules/component/deprecated-type.md',
        },
      ],
    });
    expect(shown).toContain('warning component/deprecated-type');
  });

  it('prints them for people, says what was written and exits 0', () => {
    const { status, stdout, stderr: shown } = synth({});
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/: 1 site, \d+ files\n$/) as unknown });
    expect(shown).toMatch(/^\[hub\/gateway\/Resource\] warning component\/deprecated-type/);
  });

  it('exits 1 where the network makes them errors', () => {
    const { status, stdout } = synth({ 'component/deprecated-type': { severity: 'error', reason } }, '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{ rule: 'component/deprecated-type', severity: 'error' }] });
  });
});
