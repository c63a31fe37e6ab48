import { JsonPatch } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  fileLogReceiver,
  hostMetrics,
  journaldReceiver,
  podLogs,
  type CollectorPipelineProps,
  type ComponentVolume,
  type Receiver,
} from '../../constructs';
import { network } from '../helpers';

type Change = (collector: CollectorPipeline) => void;

const ofNode = (mountPath: string, path: string): ComponentVolume => ({
  name: 'node',
  mountPath,
  readOnly: true,
  source: { hostPath: { path } },
});
const patched =
  (...patches: readonly (readonly [string, unknown])[]): Change =>
  (collector) => {
    for (const [path, value] of patches) collector.manifest.addJsonPatch(JsonPatch.add(`/spec/${path}`, value));
  };
const CUSTOM = 'registry.example.com/collector:1';

/** Returns the messages of a rule for a collector that reads logs of its node. */
function faults(rule: string, receiver: Receiver<'logs'>, props: CollectorPipelineProps = {}, change?: Change): readonly string[] {
  const app = network();
  const edge = new EdgeSite(app, 'edge', { podSecurity: 'privileged' });
  const collector = new CollectorPipeline(edge, 'node', { mode: CollectorMode.daemonset(), ...props });
  collector.logs().receive(receiver).export(debugExporter());
  change?.(collector);
  return app.findings().flatMap(({ rule: id, message }) => (id === rule ? [message] : []));
}

describe('logs of root', () => {
  const reads = (include: string, volume: ComponentVolume, change?: Change, image?: string): readonly string[] =>
    faults('receiver/files-of-root', fileLogReceiver({ include: [include] }), { volumes: [volume], ...(image && { image }) }, change);
  const logs = ofNode('/var/log', '/var/log');

  it.each([
    ['of containers', '/var/log/pods/*/*/*.log', logs],
    ['of one pod', '/var/log/pods/shop_web-1_2/web/0.log', logs],
    ['that are mounted elsewhere', '/logs/*.log', ofNode('/logs/', '/var/log/containers/')],
    ['below the root of the node', '/hostfs/var/log/messages', ofNode('/hostfs', '/')],
  ])('%s are reported', (_, include, volume) => {
    expect(reads(include, volume)).toHaveLength(1);
  });

  it.each<[string, string, ComponentVolume, Change?, string?]>([
    ['of a program on the node', '/var/log/shop/*.log', logs],
    ['on a volume that is not of the node', '/var/log/pods/*.log', { ...logs, source: { emptyDir: {} } }],
    ['next to the volume of the node', '/logs/pods/*.log', ofNode('/logs/pods', '/opt/pods')],
    ['for a collector that runs as root', '/var/log/syslog', logs, patched(['securityContext/runAsUser', 0])],
    ['for a pod that runs as root', '/var/log/syslog', logs, patched(['podSecurityContext/runAsUser', 0])],
    ['for the group of root', '/var/log/pods/*.log', logs, patched(['securityContext/runAsGroup', 0])],
    ['for a group of the program', '/var/log/syslog', logs, patched(['podSecurityContext/supplementalGroups', [4]])],
    [
      'for an image with a user of its own',
      '/var/log/pods/*.log',
      logs,
      patched(['securityContext/runAsNonRoot', false], ['podSecurityContext/runAsNonRoot', false]),
      CUSTOM,
    ],
    [
      'after an init container',
      '/var/log/pods/*.log',
      logs,
      patched(['initContainers', [{ name: 'acl', image: 'registry.example.com/acl:1' }]]),
    ],
  ])('%s are accepted', (_, include, volume, change, image) => {
    expect(reads(include, volume, change, image)).toEqual([]);
  });

  it('are reported in an image that must not run as root', () => {
    expect(reads('/var/log/pods/*.log', logs, undefined, CUSTOM)).toHaveLength(1);
  });

  it('are read by presets, with any other receiver in their collector', () => {
    const also: Change = (collector) => {
      collector.logs().receive(fileLogReceiver({ include: ['/var/log/syslog'] }));
      collector.metrics().receive(hostMetrics()).export(debugExporter());
    };
    expect(faults('receiver/files-of-root', podLogs(), { volumes: [ofNode('/var/log', '/var/log')] }, also)).toEqual([]);
  });
});

describe('a journald receiver', () => {
  const host = ofNode('/host', '/');
  const RULE = 'receiver/journalctl';
  const asRoot = patched(['securityContext/runAsUser', 0], ['securityContext/runAsNonRoot', false]);
  const atHost = (): Receiver<'logs'> => journaldReceiver({ rootPath: '/host', journalctlPath: '/usr/bin/journalctl' });
  const both =
    (...changes: readonly Change[]): Change =>
    (collector) => {
      for (const change of changes) change(collector);
    };

  it.each<[string, Receiver<'logs'>, CollectorPipelineProps, Change?]>([
    ['in an image with journalctl', journaldReceiver(), { image: CUSTOM }],
    [
      'with journalctl on a volume',
      journaldReceiver({ journalctlPath: '/tools/journalctl' }),
      { volumes: [ofNode('/tools', '/opt/tools')] },
    ],
    ['with an unknown journalctl', journaldReceiver({ journalctlPath: '${env:JOURNALCTL}' }), {}],
    [
      'with journalctl of the node and the capability',
      atHost(),
      { volumes: [host] },
      both(asRoot, patched(['securityContext/capabilities/add', ['SYS_CHROOT']])),
    ],
    [
      'with the capabilities of the container runtime',
      atHost(),
      { volumes: [host] },
      both(asRoot, (c) => {
        c.manifest.addJsonPatch(JsonPatch.remove('/spec/securityContext/capabilities'));
      }),
    ],
    ['in a privileged container', atHost(), { volumes: [host] }, both(asRoot, patched(['securityContext/privileged', true]))],
  ])('%s is accepted', (_, receiver, props, change) => {
    expect(faults(RULE, receiver, props, change)).toEqual([]);
    expect(faults('receiver/path-not-mounted', receiver, props, change)).toEqual([]);
  });

  it.each<[string, Receiver<'logs'>, Change?]>([
    ['in a released image', journaldReceiver()],
    ['without root', atHost(), patched(['securityContext/capabilities/add', ['SYS_CHROOT']])],
    ['without the capability', atHost(), asRoot],
  ])('%s is reported', (_, receiver, change) => {
    expect(faults(RULE, receiver, { volumes: [host] }, change)).toHaveLength(1);
  });

  it('with a root that is not mounted is reported', () => {
    expect(faults('receiver/path-not-mounted', atHost())).toEqual(['journald reads /host, and no volume is mounted there']);
  });
});
