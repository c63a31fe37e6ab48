import { mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { onTestFinished } from 'vitest';
import { parseAllDocuments } from 'yaml';

import {
  CollectorPipeline,
  debugExporter,
  otlpReceiver,
  PublicSite,
  TelemetryNetwork,
  type CollectorPipelineProps,
  type Finding,
  type TelemetryNetworkProps,
} from '../constructs';

import { groupKind } from '../constructs/synth/phase';

export { ROOT } from './root';
export { readTree } from './tree';

/** A Kubernetes object as a test reads it. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
  };
  readonly spec: unknown;
}

/** A folder that is removed after the test. */
export function tempDir(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'network-'));
  // Not afterEach: files share their modules, and it would count for the first of them alone.
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A network that would write to a folder of its own. */
export function network(props: TelemetryNetworkProps = {}): TelemetryNetwork {
  return new TelemetryNetwork({ ...props, outdir: tempDir() });
}

/** A hub in a network of its own. */
export function hub(): PublicSite {
  return new PublicSite(network(), 'hub');
}

/** A collector of a hub in a network of its own, which takes every signal over OTLP and prints it. */
export function gateway(props: CollectorPipelineProps = {}): CollectorPipeline {
  const made = new CollectorPipeline(hub(), 'gateway', props);
  const [otlp, debug] = [otlpReceiver(), debugExporter()];
  made.traces().receive(otlp).export(debug);
  made.metrics().receive(otlp).export(debug);
  made.logs().receive(otlp).export(debug);
  return made;
}

/** The network that a collector is in. */
export function networkOf(collector: CollectorPipeline): TelemetryNetwork {
  const { root } = collector.node;
  if (!(root instanceof TelemetryNetwork)) throw new Error('the collector is in no network');
  return root;
}

/** The spec of a collector as its network synthesizes it. */
export function specOf(collector: CollectorPipeline): unknown {
  return objectOf(networkOf(collector), 'OpenTelemetryCollector', collector.name).spec;
}

/** The objects that a network synthesizes. */
export function objectsOf(app: TelemetryNetwork): readonly KubeObject[] {
  return parseAllDocuments(app.synthYaml()).map((document) => document.toJS() as KubeObject);
}

/** The one object of a kind and name that a network synthesizes; the kind with its group where two groups have it. */
export function objectOf(app: TelemetryNetwork, kind: string, name?: string): KubeObject {
  const found = objectsOf(app).filter(
    (object) =>
      [object.kind, groupKind(object.apiVersion, object.kind)].includes(kind) && (name === undefined || object.metadata.name === name),
  );
  if (found.length !== 1) throw new Error(`${found.length} objects of kind ${kind} named ${name ?? '(any)'}`);
  return found[0] as KubeObject;
}

/** Findings as `rule path`, for short assertions. */
export function rulesOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule, path: where }) => `${rule} ${where}`);
}

/** What stands at a dotted path of an object, undefined where there is nothing. */
export function at(value: unknown, dotted: string): unknown {
  return dotted.split('.').reduce<unknown>((found, key) => (found as Record<string, unknown> | undefined)?.[key], value);
}
