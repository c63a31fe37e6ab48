import { readFileSync } from 'node:fs';
import * as path from 'node:path';

import * as ts from 'typescript';
import { describe, expect, it } from 'vitest';

import { accessOf, ROWS, rowOf } from '../../constructs/collector/rows/row-of';
import { CATALOGUE } from '../../imports/otelcol/catalogue';
import type { ComponentClass } from '../../imports/otelcol/references';
import { compile, expectErrors } from '../compile';
import { ROOT } from '../root';

const PARTS = Object.keys(CATALOGUE) as ComponentClass[];

/** Class and type of every component of the catalogue. */
const catalogued = PARTS.flatMap((part) => Object.keys(CATALOGUE[part]).map((type) => [part, type] as const));

describe('the rows of components', () => {
  it.each(catalogued)('have one for the component %s.%s of the catalogue', (part, type) => {
    expect(Object.keys(ROWS[part])).toContain(type);
  });

  it('have one row for a type and its deprecated type', () => {
    expect(rowOf('processors', 'logdedup')).toBe(rowOf('processors', 'log_dedup'));
    expect(rowOf('connectors', 'roundrobin').passesAcknowledgements).toBe(true);
    expect(rowOf('exporters', 'otlp')).toBe(rowOf('exporters', 'otlp_grpc'));
  });

  it('let a component without a row connect anywhere, and let its senders not rely on it', () => {
    expect(PARTS.map((part) => rowOf(part, 'acme').dials({}))).toEqual(PARTS.map(() => undefined));
    expect(rowOf('receivers', 'acme').acknowledges).toBe(false);
    expect(rowOf('connectors', 'acme').passesAcknowledgements).toBe(false);
  });

  it.each(['constructor', 'toString', '__proto__'])('have none for %s, which every object has', (type) => {
    expect(rowOf('exporters', type)).toBe(rowOf('exporters', 'acme'));
  });

  it('answer the same for the same settings, and change none', () => {
    const settings = Object.freeze({ detectors: Object.freeze(['eks', 'k8snode']), endpoint: 'https://tempo.obs.svc:4318' });
    for (const [part, type] of catalogued) {
      const row = rowOf(part, type);
      expect(row.dials(settings)).toEqual(row.dials(settings));
      expect(row.readsApi(settings)).toBe(row.readsApi(settings));
    }
  });
});

describe('the types of rows', () => {
  it('refuse a row that leaves an answer out, and a component without a row', () => {
    const file = path.join(__dirname, 'rows.uncompilable.ts');
    const text = readFileSync(file, 'utf8');
    const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (name) => readFileSync(name, 'utf8')) as { config: object };
    const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [file] }, ts.sys, ROOT);
    expectErrors(text, compile({ [file]: text }, options).get(file));
  });
});

describe('the row of resource_detection', () => {
  const { dials, readsApi } = rowOf('processors', 'resource_detection');

  it('follows from its detectors', () => {
    expect(dials({ detectors: ['env', 'k8snode'] })).toEqual([{ to: 'api-server' }]);
    expect(dials({ detectors: ['env', 'acme'] })).toBeUndefined();
    expect(readsApi({ detectors: ['k8snode'] })).toBe(true);
    expect(readsApi({ detectors: ['k8snode'], k8snode: { auth_type: 'kubeConfig' } })).toBe(false);
    expect(accessOf('processors', 'resource_detection', { detectors: ['env', 'eks'] })).toEqual([
      { apiGroups: [''], resources: ['nodes'], verbs: ['get'] },
    ]);
  });
});

describe('the queue of an exporter', () => {
  const placeOf = (type: string, settings: Readonly<Record<string, unknown>>): string => rowOf('exporters', type).queue(settings);

  it.each([
    ['otlp_grpc', {}, 'memory'],
    ['otlp_grpc', { sending_queue: { enabled: false } }, 'none'],
    ['otlp_grpc', { sending_queue: { storage: 'file_storage' } }, 'disk'],
    ['debug', {}, 'none'],
    ['debug', { sending_queue: {} }, 'memory'],
    ['load_balancing', {}, 'memory'],
    ['load_balancing', { protocol: { otlp: { sending_queue: { enabled: false } } } }, 'none'],
    ['prometheus_remote_write', {}, 'memory'],
    ['prometheus_remote_write', { wal: {} }, 'disk'],
    ['prometheus_remote_write', { remote_write_queue: { enabled: false } }, 'none'],
  ])('of the type %s with %j is %s', (type, settings, place) => {
    expect(placeOf(type, settings)).toBe(place);
  });
});
