import type { IConstruct } from 'constructs';

import { tryFindDirectory } from '../../security/cluster-directory';
import type { CollectorSenders, CollectorViewers, Connections, NetworkMember } from '../../security/network-member';
import type { Manifest } from '../../synth/manifest';
import { tryFindPlacement } from '../../synth/placement';
import { record } from '../../synth/record';
import type { Component, ComponentConfig } from '../catalogue/component';
import type { AssembledConfig } from '../config/config';
import { connectionsOf } from './connections';
import { dialsOf } from './dials';
import { INJECTED_LABEL } from '../pods/sidecar';
import { podIdentity } from '../pods/pod-identity';
import { SECTIONS } from '../config/sections';

/** The parts of a collector that tell its pods. */
interface MemberCollector extends IConstruct {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly serviceName: string;
  readonly mode: { readonly isSidecar: boolean };
  readonly manifest: Manifest;
}

/** What a collector is made of now. */
interface MemberParts {
  readonly assembled: AssembledConfig;
  readonly readsApi: boolean;
}

/** The pods of a collector as network policies know them. @param partsOf what the collector is made of at the time that it is asked */
export function collectorMember(
  collector: MemberCollector,
  { senders, viewers }: { readonly senders?: CollectorSenders; readonly viewers?: CollectorViewers },
  partsOf: () => MemberParts,
): NetworkMember {
  const { name, serviceName, namespace = '' } = collector;
  const { isSidecar } = collector.mode;
  const policy = `${name}-collector`;
  const connections = (): Connections => {
    try {
      return connectionsNow(collector, partsOf());
    } catch {
      // A component of somebody else that throws is found where the collector is rendered.
      return { serves: [], dials: [] };
    }
  };
  if (isSidecar) {
    const others = new Set<string>();
    return {
      policy,
      selector: { matchExpressions: [{ key: INJECTED_LABEL, operator: 'Exists' }] },
      // Any pod of the cluster may ask for it; the program knows these.
      get namespaces() {
        return [...(tryFindPlacement(collector)?.namespaces() ?? []), ...others];
      },
      addNamespace: (added) => {
        others.add(added);
      },
      isSidecar,
      services: [],
      labels: {},
      connections,
    };
  }
  const identity = podIdentity({ name, namespace });
  return {
    policy,
    selector: { matchLabels: identity },
    namespaces: [namespace],
    isSidecar,
    services: ['', '-headless', '-monitoring', '-extension'].map((suffix) => `${serviceName}${suffix}`),
    labels: {
      ...identity,
      'app.kubernetes.io/managed-by': 'opentelemetry-operator',
      'app.kubernetes.io/name': serviceName,
      'app.kubernetes.io/part-of': 'opentelemetry',
    },
    ...(senders !== undefined && { senders }),
    ...(viewers !== undefined && { viewers }),
    connections,
  };
}

/** Says where an exporter sends to, for those whose receivers are sent to. */
export function announceExporter(
  collector: MemberCollector & { readonly member: NetworkMember },
  component: Component,
  configOf: () => ComponentConfig,
): void {
  if (component.kind !== 'exporter' || collector.namespace === undefined) return;
  const { member, namespace } = collector;
  tryFindDirectory(collector)?.addDials(member, namespace, () => dialsOf(SECTIONS.exporter, component.id, configOf()));
}

/** Of what is assembled once, connections are asked for several times. */
const unpatched = new WeakMap<AssembledConfig, { readonly readsApi: boolean; readonly made: Connections }>();

function connectionsNow({ manifest }: MemberCollector, { assembled, readsApi }: MemberParts): Connections {
  const { components, environment } = assembled;
  const known = manifest.isPatched ? undefined : unpatched.get(assembled);
  if (known?.readsApi === readsApi) return known.made;
  const spec = manifest.isPatched ? renderedSpec(manifest) : undefined;
  const env: unknown = spec?.['env'];
  const made = connectionsOf({
    config: spec?.['config'] ?? assembled.config,
    variables: Array.isArray(env) ? env.map((variable) => String(record(variable)['name'])) : Object.keys(environment),
    ports: new Map(
      [...components].flatMap(([place, { binding }]) => (binding.ports === undefined ? [] : [[place, binding.ports] as const])),
    ),
    readsApi,
  });
  if (!manifest.isPatched) unpatched.set(assembled, { readsApi, made });
  return made;
}

/** The spec with its patches; one that cannot be applied is found where the object is rendered. */
function renderedSpec(manifest: Manifest): Readonly<Record<string, unknown>> | undefined {
  try {
    return record(manifest.toJson()['spec']);
  } catch {
    return undefined;
  }
}
