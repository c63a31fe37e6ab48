import { mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { CollectorPipeline, prometheusReceiver } from '../../constructs';
import { applyAccess, ClusterPod, requireMounts } from './cluster-pod';
import { ControlPlane } from './control-plane';
import { discoveredObjects, podStatus } from './discovered-objects';
import { outputOfEdge } from './linked-edge';
import { PlayedKubelet } from './played-kubelet';

const SLOW = { timeout: 120_000, interval: 500 };
const ACCOUNT_FILES = '/var/run/secrets/kubernetes.io/serviceaccount';
const SCRAPER = 'system:serviceaccount:telemetry:scraper-account';
const ROLES = ['pod', 'service', 'endpoints', 'endpointslice', 'ingress'] as const;
const OF_PODS = ['pod', 'endpoints', 'endpointslice'];

const folder = mkdtempSync(path.join(os.tmpdir(), 'discovery-'));
const pods: ClusterPod[] = [];
let plane: ControlPlane;
let kubelet: PlayedKubelet;

beforeAll(async () => {
  requireMounts();
  plane = await ControlPlane.start('discovery');
  kubelet = await PlayedKubelet.start(plane, 'node-1');
  plane.mustKubectl(['apply', '--server-side', '--validate=strict', '-f', '-'], JSON.stringify(discoveredObjects(kubelet)));
  for (const namespace of ['shop', 'till']) plane.mustKubectl(['patch', ...podStatus(namespace)]);
});
afterAll(async () => {
  for (const pod of pods) await pod.remove();
  await kubelet.stop();
  await plane.stop();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * A collector with these jobs, as its service account.
 *
 * @param change what happens to its access before it starts
 */
async function startScraper(jobs: readonly object[], change: () => unknown = () => undefined): Promise<ClusterPod> {
  const output = outputOfEdge((edge, toHub) => {
    const config = { global: { scrape_interval: '2s', scrape_timeout: '2s' }, scrape_configs: jobs as [] };
    new CollectorPipeline(edge, 'scraper').metrics().receive(prometheusReceiver({ config })).export(toHub);
  });
  const site = output.sites.find(({ name }) => name === 'shop-17') ?? expect.fail();
  applyAccess(plane, site);
  change();
  const pod = await ClusterPod.start({
    ...{ output, site: site.name, collector: 'scraper', plane, folder: path.join(folder, `pod-${pods.length}`) },
    binary: 'otelcol',
    authorities: [kubelet.authority],
  });
  pods.push(pod);
  return pod;
}

/** Jobs with targets that were scraped, or tried. */
function triedBy({ sink }: ClusterPod): readonly string[] {
  const tried = sink.points.filter(({ metric }) => metric === 'up').map(({ resource }) => resource['service.name'] ?? '');
  return [...new Set(tried)].sort();
}

/** Whether the API server allows a verb. @param resource may have a subresource, for example `nodes/metrics` */
function mayScraper(verb: string, resource: string, namespace = 'shop'): boolean {
  const [name = '', subresource] = resource.split('/');
  const of = subresource === undefined ? [] : ['--subresource', subresource];
  return plane.kubectl(['auth', 'can-i', verb, name, ...of, '-n', namespace, '--as', SCRAPER]).stdout.trim() === 'yes';
}

function refusalsOf({ log }: ClusterPod): readonly string[] {
  return log.split('\n').filter((line) => /forbidden|unauthorized/i.test(line));
}

describe('a Prometheus receiver on a real API server, with the access of its manifest', { tags: 'collector' }, () => {
  it('discovers targets of every role with all metadata, and reads the metrics of a kubelet', async () => {
    const attached = { node: true, namespace: true, deployment: true, job: true, cronjob: true };
    const jobs = ROLES.map((role) => ({
      job_name: role,
      kubernetes_sd_configs: [{ role, attach_metadata: OF_PODS.includes(role) ? attached : { namespace: true } }],
    }));
    const kubelets = {
      job_name: 'kubelets',
      scheme: 'https',
      authorization: { credentials_file: `${ACCOUNT_FILES}/token` },
      tls_config: { ca_file: `${ACCOUNT_FILES}/ca.crt` },
      kubernetes_sd_configs: [{ role: 'node' }],
    };
    const pod = await startScraper([...jobs, kubelets]);
    await expect.poll(() => triedBy(pod), SLOW).toEqual(['kubelets', ...ROLES].sort());
    await expect.poll(() => pod.sink.points.map(({ metric }) => metric), SLOW).toContain('kubelet_running_pods');
    expect(kubelet.requests).toContainEqual({ path: '/metrics', user: SCRAPER, status: 200 });
    expect(refusalsOf(pod)).toEqual([]);
    const watched = ['pods', 'services', 'endpoints', 'nodes', 'namespaces', 'replicasets.apps', 'jobs.batch'];
    for (const resource of [...watched, 'endpointslices.discovery.k8s.io', 'ingresses.networking.k8s.io'])
      expect({ resource, may: ['list', 'watch', 'get', 'delete'].map((verb) => mayScraper(verb, resource)) }).toEqual({
        resource,
        may: [true, true, false, false],
      });
    expect([mayScraper('get', 'nodes/metrics'), mayScraper('get', 'nodes/proxy'), mayScraper('list', 'secrets')]).toEqual([
      true,
      false,
      false,
    ]);
    await pod.stop();
  });

  it('discovers targets in the namespaces that it names, by roles there', async () => {
    plane.mustKubectl(['delete', 'clusterrole,clusterrolebinding', 'telemetry.scraper.collector']);
    const pod = await startScraper([
      { job_name: 'shop', kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: ['shop'], own_namespace: true } }] },
    ]);
    await expect.poll(() => triedBy(pod), SLOW).toEqual(['shop']);
    expect(['shop', 'telemetry', 'till'].map((namespace) => mayScraper('list', 'pods', namespace))).toEqual([true, true, false]);
    expect(refusalsOf(pod)).toEqual([]);
    await pod.stop();
  });

  it('finds nothing without its role, and its log names the refusal', async () => {
    const shop = { job_name: 'shop', kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: ['shop'] } }] };
    const pod = await startScraper([shop], () =>
      plane.mustKubectl(['delete', 'role,rolebinding', 'telemetry.scraper.collector', '-n', 'shop']),
    );
    await expect.poll(() => refusalsOf(pod), SLOW).not.toEqual([]);
    expect(triedBy(pod)).toEqual([]);
  });
});
