// Logs of root in pods that are not root, and journals without journalctl and without the capability that it needs.
// finding: receiver/files-of-root edge/logs/Resource
// finding: receiver/files-of-root edge/logs/Resource
// finding: receiver/files-of-root edge/logs/Resource
// finding: receiver/journalctl edge/journal/Resource
// finding: receiver/journalctl edge/chroot/Resource
// finding: receiver/journalctl edge/root/Resource
// says: file_log reads /var/log/pods of the node, which belongs to root, and the pods do not run as root
// says: file_log/containers reads /var/log/containers of the node
// says: file_log/containers reads /var/log/syslog of the node
// says: journald runs journalctl, which the image
// says: journald changes its root to /host, and the container is not root with the capability SYS_CHROOT
import { JsonPatch } from 'cdk8s';

import {
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  fileLogReceiver,
  journaldReceiver,
  type TelemetryNetwork,
} from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge', { podSecurity: 'privileged' });
  const mode = CollectorMode.daemonset();
  const host = { name: 'host', mountPath: '/host', readOnly: true, source: { hostPath: { path: '/' } } };
  const pods = { name: 'pods', mountPath: '/var/log/pods', readOnly: true, source: { hostPath: { path: '/var/log/pods' } } };
  const logs = new CollectorPipeline(edge, 'logs', { mode, volumes: [host, pods] });
  const elsewhere = fileLogReceiver({ name: 'containers', include: ['/host/var/log/containers/*.log', '/host/var/log/syslog'] });
  logs
    .logs()
    .receive(fileLogReceiver({ include: ['/var/log/pods/*/*/*.log'] }), elsewhere)
    .export(debugExporter());

  const journal = new CollectorPipeline(edge, 'journal', { mode });
  journal.logs().receive(journaldReceiver()).export(debugExporter());
  const chroot = new CollectorPipeline(edge, 'chroot', { mode, volumes: [host] });
  chroot
    .logs()
    .receive(journaldReceiver({ rootPath: '/host', journalctlPath: '/usr/bin/journalctl' }))
    .export(debugExporter());
  const root = new CollectorPipeline(edge, 'root', { mode, volumes: [host] });
  root
    .logs()
    .receive(journaldReceiver({ rootPath: '/host', journalctlPath: '/usr/bin/journalctl' }))
    .export(debugExporter());
  root.manifest.addJsonPatch(
    JsonPatch.replace('/spec/securityContext/runAsNonRoot', false),
    JsonPatch.add('/spec/securityContext/runAsUser', 0),
  );
}
