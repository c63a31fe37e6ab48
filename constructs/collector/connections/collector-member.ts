import type { IConstruct } from 'constructs';

import { tryFindDirectory, type Dialling } from '../../security/cluster-directory';
import type { LabelSelector } from '../../security/label-selector';
import type { CollectorSenders, CollectorViewers, Connections, Dial, NetworkMember } from '../../security/network-member';
import { requireOneOf } from '../../synth/argument';
import { tryRender } from '../../synth/inventory';
import type { Manifest } from '../../synth/manifest';
import { tryFindPlacement } from '../../synth/placement';
import { record } from '../../synth/record';
import type { Rendering } from '../../synth/rendering';
import type { Component } from '../catalogue/component';
import type { AssembledConfig } from '../config/config';
import { connectionsOf } from './connections';
import { dialsOf } from './dials';
import type { CollectorHost } from '../pods/host';
import { INJECTED_LABEL } from '../pods/sidecar';
import { operatorServices, podIdentity, podLabels } from '../pods/pod-identity';
import { SECTIONS } from '../config/sections';

/** The parts of a collector that tell its pods. */
interface MemberCollector extends IConstruct {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly serviceName: string;
  readonly mode: { readonly isSidecar: boolean };
  readonly manifest: Manifest;
  readonly partsIn: (rendering: Rendering) => MemberParts;
}

/** What a collector is made of. */
export interface MemberParts {
  readonly assembled: AssembledConfig;
  readonly readsApi: boolean;
}

/** The pods of a collector as network policies know them. */
export abstract class CollectorMember implements NetworkMember {
  public readonly policy: string;
  public readonly onlySends = undefined;
  public abstract readonly isSidecar: boolean;
  public abstract readonly namespaces: readonly string[];
  public abstract readonly services: readonly string[];

  protected constructor(protected readonly collector: MemberCollector) {
    this.policy = `${collector.name}-collector`;
  }

  public abstract selectorIn(): LabelSelector;
  public abstract labelsIn(): Readonly<Record<string, string>>;

  public connections(rendering: Rendering): Connections {
    try {
      return connectionsNow(this.collector, rendering);
    } catch {
      // A component of somebody else that throws is found where the collector is rendered.
      return { serves: [], dials: [] };
    }
  }
}

/** Containers in the pods of others. */
class SidecarMember extends CollectorMember {
  public readonly isSidecar = true;
  public readonly services = [];
  private readonly others = new Set<string>();

  public constructor(collector: MemberCollector) {
    super(collector);
  }

  /** Any pod of the cluster may ask for it; the program knows these. */
  public get namespaces(): readonly string[] {
    return [...(tryFindPlacement(this.collector)?.namespaces ?? []), ...this.others];
  }

  public addNamespace(namespace: string): void {
    this.others.add(namespace);
  }

  public selectorIn(): LabelSelector {
    return { matchExpressions: [{ key: INJECTED_LABEL, operator: 'Exists' }] };
  }

  public labelsIn(): Readonly<Record<string, string>> {
    return {};
  }
}

/** Pods that the operator makes. */
class PodsMember extends CollectorMember {
  public readonly isSidecar = false;
  public readonly namespaces: readonly string[];
  public readonly services: readonly string[];
  public readonly senders: CollectorSenders | undefined;
  public readonly viewers: CollectorViewers | undefined;
  private readonly identity: Readonly<Record<string, string>>;
  private readonly labels: Readonly<Record<string, string>>;

  public constructor(collector: MemberCollector, { senders, viewers }: MemberOptions) {
    super(collector);
    if (senders !== undefined) requireOneOf(collector, 'senders', senders, SENDERS);
    if (viewers !== undefined) requireOneOf(collector, 'viewers', viewers, VIEWERS);
    const { name, namespace = '' } = collector;
    this.identity = podIdentity({ name, namespace });
    this.labels = podLabels({ name, namespace });
    this.namespaces = [namespace];
    this.services = operatorServices(name);
    this.senders = senders;
    this.viewers = viewers;
  }

  public selectorIn(): LabelSelector {
    return { matchLabels: this.identity };
  }

  public labelsIn(): Readonly<Record<string, string>> {
    return this.labels;
  }
}

const SENDERS: readonly CollectorSenders[] = ['known', 'namespace', 'cluster', 'anybody'];
const VIEWERS: readonly CollectorViewers[] = ['nobody', 'namespace', 'cluster', 'anybody'];

/** Which other pods may connect to a collector. */
interface MemberOptions {
  readonly senders?: CollectorSenders;
  readonly viewers?: CollectorViewers;
}

/** The pods of a collector as network policies know them. */
export function collectorMember(collector: MemberCollector, options: MemberOptions): CollectorMember {
  return collector.mode.isSidecar ? new SidecarMember(collector) : new PodsMember(collector, options);
}

/** Says where an exporter sends to, for those whose receivers are sent to. */
export function announceExporter(
  collector: MemberCollector & { readonly member: NetworkMember; readonly host: CollectorHost },
  component: Component,
): void {
  if (component.kind !== 'exporter' || collector.namespace === undefined) return;
  tryFindDirectory(collector)?.addDials(collector.member, collector.namespace, new ExporterDialling(collector, component));
}

class ExporterDialling implements Dialling {
  public constructor(
    private readonly collector: { readonly host: CollectorHost },
    private readonly component: Component,
  ) {}

  public dials(): readonly Dial[] {
    return dialsOf(SECTIONS.exporter, this.component.id, this.component.bind(this.collector.host).config);
  }
}

function connectionsNow(collector: MemberCollector, rendering: Rendering): Connections {
  const { manifest } = collector;
  const { assembled, readsApi } = collector.partsIn(rendering);
  const { components, environment } = assembled;
  const spec = manifest.isPatched ? record(tryRender(manifest, rendering)?.['spec']) : undefined;
  const env: unknown = spec?.['env'];
  const make = (): Connections =>
    connectionsOf({
      config: spec?.['config'] ?? assembled.config,
      variables: Array.isArray(env) ? env.map((variable) => String(record(variable)['name'])) : Object.keys(environment),
      ports: new Map(
        [...components].flatMap(([place, { binding }]) => (binding.ports === undefined ? [] : [[place, binding.ports] as const])),
      ),
      readsApi,
    });
  return rendering.once(collector, `connections of ${String(readsApi)}`, make);
}
