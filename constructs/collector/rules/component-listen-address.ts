import { isIP } from 'node:net';

import { defineRule, type Fault } from '../../synth/define-rule';
import { record, records } from '../../synth/record';
import { hasReference } from '../config/expansion';
import { isEveryInterface } from '../connections/listeners';
import { COLLECTOR } from './subject';
import type { CollectorView } from './view/collector-view';
import { runningComponents } from './view/open-ports';

/** Names of the pod itself in `/etc/hosts`, as the kubelet writes it. */
const OWN_NAMES: ReadonlySet<string> = new Set(['localhost', 'localhost.', 'ip6-localhost', 'ip6-loopback']);

/** A component listens at an address of its pod. Otherwise the collector does not start. */
export const componentListenAddress = defineRule({
  id: 'component/listen-address',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a component listens on a host that is not its pod',
  check: (view) => {
    const running = runningComponents(view.config);
    const ofComponents = view.components
      .filter(({ part, id }) => running.has(`${part}.${id}`))
      .flatMap((component) =>
        view
          .portsOf(component)
          .flatMap(({ location, host, port }) => faultsOf(view, component.id, `${component.location}.${location}`, host, port)),
      );
    return [...ofComponents, ...ofTelemetry(view)];
  },
});

function ofTelemetry(view: CollectorView): readonly Fault[] {
  const { readers } = record(record(view.config.service['telemetry'])['metrics']);
  return records(readers).flatMap((reader, i) => {
    const { host, port } = record(record(record(reader['pull'])['exporter'])['prometheus']);
    if (typeof host !== 'string' || typeof port !== 'number') return [];
    return faultsOf(view, 'the reader of the own metrics', `spec.config.service.telemetry.metrics.readers.${String(i)}`, host, port);
  });
}

function faultsOf(view: CollectorView, what: string, location: string, host: string | undefined, port: number): readonly Fault[] {
  if (host === undefined || isOfPod(view, host)) return [];
  const address = `${host}:${String(port)}`;
  const own = view.isSidecar ? `localhost:${String(port)}` : `0.0.0.0:${String(port)}, or localhost:${String(port)} for the pod only`;
  if (host.includes('://')) return [{ location, message: `${what} listens on ${address}, which has a scheme`, fix: `Set ${own}.` }];
  return [{ location, message: `${what} listens on ${address}, and this host is not an address of its pod`, fix: `Set ${own}.` }];
}

/** Whether a pod can listen on a host. Values of references and names of nodes are unknown. */
function isOfPod(view: CollectorView, host: string): boolean {
  if (isEveryInterface(host) || hasReference(host) || isIP(host.replace(/^\[|\]$/g, '').replace(/%.*$/, '')) !== 0) return true;
  const name = host.toLowerCase();
  return OWN_NAMES.has(name) || view.hostNames.some((own) => name === own || name.startsWith(`${own}.`)) || view.isOnNetworkOfNode;
}
