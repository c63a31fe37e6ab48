import { describe, expect, it } from 'vitest';

import { EdgeSite, PublicSite, SiteLink } from '../../constructs';
import type { KubeObject } from '../../ops/cluster/kube-object';
import { tokenOfSite } from '../../ops/link/v1/token';
import { requireRequest } from '../../ops/link/v1/v1-job';
import { linkJobs } from '../../ops/link/link-job';
import { readNetwork } from '../../ops/network-file';
import { hasSite, readV1Network } from '../../ops/v1/network';
import { tokenFault } from '../../ops/v1/token';
import { network } from '../helpers';

const TOKEN: KubeObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name: 'link-edge',
    namespace: 'n',
    uid: '1',
    labels: { 'skupper.io/type': 'connection-token', 'app.kubernetes.io/instance': 'argo' },
    annotations: {
      'edge-host': '203.0.113.1',
      'edge-port': '45671',
      'inter-router-host': '',
      'skupper.io/generated-by': 'hub-id',
      'kubectl.kubernetes.io/last-applied-configuration': '{}',
    },
    ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'skupper-site', uid: '2' }],
    managedFields: [{ manager: 'site-controller' }],
  },
  data: { 'ca.crt': 'YQ==', 'tls.crt': 'Yg==', 'tls.key': 'Yw==', 'connect.json': 'ZA==' },
};
const labelled = (type?: string): KubeObject => ({
  ...TOKEN,
  metadata: { ...TOKEN.metadata, labels: type === undefined ? {} : { 'skupper.io/type': type } },
});

describe('a token of Skupper v1', () => {
  const edge = { role: 'edge', hubId: 'hub-id' } as const;
  const { 'tls.key': _, ...keyless } = TOKEN.data ?? {};
  it.each<[string, KubeObject, Parameters<typeof tokenFault>[1], string | undefined]>([
    ['that is whole', TOKEN, edge, undefined],
    ['whose hub is not known', TOKEN, { role: 'edge' }, undefined],
    ['that was given by another site', TOKEN, { ...edge, hubId: 'new' }, 'other-site'],
    ['without the address that a hub dials', TOKEN, { ...edge, role: 'hub' }, 'no-address'],
    ['without its key', { ...TOKEN, data: keyless }, edge, 'incomplete'],
    ['that is asked for, with the data of the last one', labelled('connection-token-request'), edge, 'request'],
    ['without label', labelled(), edge, 'foreign'],
    ['of another type', labelled('token-claim'), edge, 'foreign'],
  ])('%s is told as such', (__, token, use, fault) => {
    expect(tokenFault(token, use)?.kind).toBe(fault);
  });

  it('is handed over with what Skupper reads of it, and nothing else of the object on the hub', () => {
    const app = network({ generation: 'legacy' });
    const hub = new PublicSite(app, 'hub');
    new EdgeSite(app, 'edge', { namespace: 'shop', links: [SiteLink.token(hub, { request: 'asked' })] });
    app.synth();
    const [job] = linkJobs(readNetwork(app.outdir), []);
    if (job === undefined) expect.fail('there is no job');
    expect(job).toMatchObject({ generation: 'legacy', request: 'asked', role: 'edge' });
    expect(tokenOfSite({ ...requireRequest(job), cost: 3 }, TOKEN)).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'Opaque',
      metadata: {
        name: 'hub',
        namespace: 'shop',
        labels: { 'app.kubernetes.io/managed-by': 'otel-skupper', 'skupper.io/type': 'connection-token' },
        annotations: {
          'inter-router-host': '',
          'edge-host': '203.0.113.1',
          'edge-port': '45671',
          'skupper.io/generated-by': 'hub-id',
          'skupper.io/cost': '3',
        },
      },
      data: { 'ca.crt': 'YQ==', 'tls.crt': 'Yg==', 'tls.key': 'Yw==' },
    });
  });
});

describe('what routers of Skupper v1 say of their network', () => {
  const saying = (text?: string): KubeObject => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'skupper-network-status' },
    ...(text !== undefined && { data: { NetworkStatus: text } }),
  });

  it('is read, with lists that are null', () => {
    const siteStatus = [{ site: { identity: 'hub-id', name: 'hub' }, routerStatus: null }];
    const addresses = [{ name: 'otlp:4317', listenerCount: 2, connectorCount: 1 }];
    const seen = readV1Network(saying(JSON.stringify({ addresses, siteStatus })));
    expect(seen).toEqual({ sites: [{ id: 'hub-id', name: 'hub' }], addresses: [{ name: 'otlp:4317', listeners: 2, connectors: 1 }] });
    expect(readV1Network(saying('{"addresses":null,"siteStatus":null}'))).toEqual({ sites: [], addresses: [] });
  });

  it.each([[undefined], [''], ['{"siteSta'], ['null']])('is nothing yet in %j, and not that they say nothing', (text) => {
    expect(readV1Network(saying(text))).toEqual({ sites: [], addresses: [] });
    expect(readV1Network(undefined)).toBeUndefined();
  });

  it('has a hub by its id, and by its name where the id is not known', () => {
    const seen = { sites: [{ id: 'old', name: 'hub' }], addresses: [] };
    expect([hasSite(seen, 'hub', 'new'), hasSite(seen, 'hub', 'old'), hasSite(seen, 'hub', undefined)]).toEqual([false, true, true]);
  });
});
