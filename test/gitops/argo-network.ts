import * as path from 'node:path';

import { expect } from 'vitest';

import type { CollectorMode, TelemetryNetwork } from '../../constructs';
import {
  ArgoCd,
  CollectorPipeline,
  EdgeSite,
  PublicSite,
  Site,
  SiteLink,
  debugExporter,
  otlpReceiver,
  type ArgoCdProps,
} from '../../constructs';
import { at, objectOf, readTree, type KubeObject } from '../helpers';

export const repository = 'https://git.example.com/telemetry.git';

/** A hub and edges for Argo CD. */
export function build<A extends TelemetryNetwork>(app: A, props: Partial<ArgoCdProps> = {}, edges: readonly string[] = ['edge']): A {
  new ArgoCd(app, 'argocd', { repository, ...props });
  const hub = new PublicSite(app, 'hub');
  const gateway = new CollectorPipeline(hub, 'gateway');
  const otlp = otlpReceiver();
  gateway.traces().receive(otlp).export(debugExporter());
  const ingest = hub.expose(gateway, otlp);
  for (const name of edges) {
    const edge = new EdgeSite(app, name, { links: [SiteLink.token(hub)] });
    new CollectorPipeline(edge, 'agent').traces().receive(otlpReceiver()).export(edge.exporterTo(ingest));
  }
  return app;
}

export function collector(site: Site, name: string, mode?: CollectorMode): CollectorPipeline {
  const made = new CollectorPipeline(site, name, { mode });
  made.logs().receive(otlpReceiver()).export(debugExporter());
  return made;
}

export function argoOf(app: TelemetryNetwork): ArgoCd {
  return app.node.children.find((child) => ArgoCd.isArgoCd(child)) ?? expect.fail('no Argo CD');
}

export const application = (app: TelemetryNetwork, name: string): KubeObject => objectOf(app, 'Application', name);

/** The files of the folder `argocd`. */
export function folderOf(app: TelemetryNetwork): Readonly<Record<string, string>> {
  return readTree(path.join(app.outdir, 'argocd'));
}

export function elementsOf(app: TelemetryNetwork): readonly Readonly<Record<string, unknown>>[] {
  return at(objectOf(app, 'ApplicationSet').spec, 'generators.0.list.elements') as readonly Readonly<Record<string, unknown>>[];
}

/** The hub of a network of `build`. */
export function hubOf(app: TelemetryNetwork): Site {
  return app.node.children.find((child): child is Site => Site.isSite(child) && child.role === 'hub') ?? expect.fail('no hub');
}
