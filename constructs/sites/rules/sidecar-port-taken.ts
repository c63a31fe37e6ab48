import { INJECT_ANNOTATION } from '../../collector/pods/sidecar';
import { openPorts, type OpenPort } from '../../collector/rules/view/open-ports';
import type { PodParts } from '../../security/pod-parts';
import { isSidecar, podsOf } from '../../security/pods-of';
import { defineRule, type LocatedFault } from '../../synth/define-rule';
import { groupKind } from '../../synth/phase';
import { record, records } from '../../synth/record';
import { AskedFor, namespaceKey } from '../namespaces/asked-for';
import { CLUSTER } from './subjects/cluster';

/** A port of a container. */
interface ContainerPort {
  readonly container: string;
  readonly location: string;
  readonly key: string;
}

/** A pod whose containers have ports. */
interface Pod {
  readonly path: string;
  readonly cluster: string;
  readonly namespace: string;
  /** The sidecar that it requests; undefined if its namespace decides. */
  readonly request: string | undefined;
  readonly ports: readonly ContainerPort[];
}

/** The ports of a sidecar by transport and number. */
interface Sidecar {
  readonly name: string;
  readonly ports: ReadonlyMap<string, OpenPort>;
}

/** A sidecar and the containers of its pod share their ports. Of two that listen on one port, the second does not start. */
export const sidecarPortTaken = defineRule({
  id: 'sidecar/port-taken',
  severity: 'error',
  subject: CLUSTER,
  docs: 'a container of a pod has a port of the sidecar of the pod',
  check: () => {
    const sidecars = new AskedFor<Sidecar>();
    /** Sidecars that namespaces request for their pods. */
    const namespaces = new Map<string, string>();
    const pods: Pod[] = [];
    return {
      see: ({ json, cluster, path }) => {
        const { name, namespace = '', annotations = {} } = json.metadata;
        if (isSidecar(json)) {
          const ports = new Map(openPorts(json['spec']).map((one) => [keyOf(one.transport, one.port), one]));
          sidecars.add(cluster, namespace, name, { name, ports });
        }
        const inherited = annotations[INJECT_ANNOTATION];
        if (inherited !== undefined && groupKind(json.apiVersion, json.kind) === 'Namespace')
          namespaces.set(namespaceKey(cluster, name), inherited);
        for (const pod of podsOf(json)) {
          const ports = portsOf(pod);
          const request = pod.annotations.fields[INJECT_ANNOTATION];
          if (ports.length === 0) continue;
          pods.push({ path, cluster, namespace, request: typeof request === 'string' ? request : undefined, ports });
        }
      },
      findings: () =>
        pods.flatMap(({ path, cluster, namespace, request, ports }) => {
          const value = request ?? namespaces.get(namespaceKey(cluster, namespace)) ?? 'false';
          const sidecar = value === 'false' ? undefined : sidecars.tryFind(cluster, namespace, value);
          return sidecar === undefined ? [] : ports.flatMap((port) => faultsOf(path, port, sidecar));
        }),
    };
  },
});

function faultsOf(path: string, { container, location, key }: ContainerPort, { name, ports }: Sidecar): readonly LocatedFault[] {
  const taken = ports.get(key);
  if (taken === undefined) return [];
  return [
    {
      path,
      location,
      message: `the container ${container} has the port ${key}, and ${taken.owner} of its sidecar ${name} listens on this port`,
      fix: 'Set another port for the container, or for the sidecar.',
    },
  ];
}

/** Returns the ports of the containers that run together with a sidecar. Other init containers end before. */
function portsOf({ containers }: PodParts): readonly ContainerPort[] {
  return containers.flatMap(({ at, fields }) => {
    const runsOn = /(^|\.)containers\.\d+$/.test(at) || fields['restartPolicy'] === 'Always';
    if (!runsOn) return [];
    return records(fields['ports']).flatMap((port, i) => {
      const { containerPort, protocol = 'TCP' } = record(port);
      if (typeof containerPort !== 'number') return [];
      return [{ container: String(fields['name']), location: `${at}.ports.${String(i)}`, key: keyOf(String(protocol), containerPort) }];
    });
  });
}

function keyOf(transport: string, port: number): string {
  return `${transport} ${String(port)}`;
}
