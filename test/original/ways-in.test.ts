import { describe, expect, it } from 'vitest';

import { Cluster, LinkAccess, Platform, PublicSite, TelemetryNetwork } from '../../constructs';
import { readOutput, type OutputObject } from '../cluster/outputs';
import { exampleOutput } from '../example-output';
import { at, network, objectOf } from '../helpers';

/** The one object of a kind that an example writes for a site. */
async function written(example: string, site: string, kind: string): Promise<OutputObject> {
  const { sites } = readOutput(example, await exampleOutput(example), [site]);
  const found = sites.flatMap(({ objects }) => objects).filter((object) => object.kind === kind);
  expect(found).toHaveLength(1);
  return found[0] ?? expect.fail();
}

/** Where an example's edge dials its hub. */
async function dialled(example: string, edge: string): Promise<unknown> {
  return at((await written(example, edge, 'Link')).spec, 'endpoints');
}

describe('a hub of kind', () => {
  it('is dialled at its node, by the name and the ports that its Service has there', { tags: 'kind' }, async () => {
    const ports = at((await written('kind-node-port', 'fixed-hub', 'Service')).spec, 'ports') as { name: string; nodePort: number }[];
    expect(await dialled('kind-node-port', 'fixed-edge')).toEqual(
      ports.map(({ name, nodePort }) => ({ name, host: 'fixed-hub-control-plane', port: String(nodePort) })),
    );
    expect((await written('kind-node-port', 'hub', 'Site')).spec).toEqual({ linkAccess: 'nodeport' });
  });
});

describe('a hub on OpenShift', () => {
  it('is dialled at a route for each role, of a domain that is known', { tags: 'openshift' }, async () => {
    expect((await written('openshift-route', 'hub', 'RouterAccess')).spec).toMatchObject({
      accessType: 'route',
      settings: { domain: 'apps.frankfurt.example.com' },
    });
    expect(await dialled('openshift-route', 'edge')).toEqual(
      ['inter-router', 'edge'].map((role) => ({
        name: role,
        host: `skupper-router-${role}.network.apps.frankfurt.example.com`,
        port: '443',
      })),
    );
  });
});

describe('a hub behind ingress-nginx', () => {
  it('says so in its site, and what the controller needs to know', { tags: 'ingress-nginx' }, async () => {
    const access = LinkAccess.ingressNginx({ domain: 'links.example.com' });
    const hub = new PublicSite(network(), 'hub', { linkAccess: access });
    expect((await written('ingress-nginx', 'hub', 'Site')).spec).toEqual({ linkAccess: 'ingress-nginx' });
    expect(hub.access).toMatchObject({
      hosts: { interRouter: 'inter-router.telemetry.links.example.com', edge: 'edge.telemetry.links.example.com' },
      ports: { interRouter: 443, edge: 443 },
      controller: { SKUPPER_INGRESS_DOMAIN: 'links.example.com' },
    });
  });
});

describe('a hub of the legacy generation', { tags: ['ingress-nginx', 'openshift', 'kind'] }, () => {
  it.each<[string, Platform, LinkAccess, object]>([
    [
      'ingress-nginx',
      Platform.KUBERNETES,
      LinkAccess.ingressNginx({ domain: 'in.example.com' }),
      { ingress: 'nginx-ingress-v1', 'ingress-host': 'in.example.com' },
    ],
    ['OpenShift', Platform.OPENSHIFT, LinkAccess.route(), { ingress: 'route' }],
    [
      'kind',
      Platform.KUBERNETES,
      LinkAccess.nodePort({ host: 'hub-control-plane' }),
      { ingress: 'nodeport', 'ingress-host': 'hub-control-plane' },
    ],
  ])('is reached by way of %s, as its ConfigMap says', (_, platform, linkAccess, data) => {
    const app = new TelemetryNetwork({ generation: 'legacy' });
    new PublicSite(app, 'hub', { cluster: new Cluster('hub', { platform }), linkAccess });
    expect(objectOf(app, 'ConfigMap', 'skupper-site')).toMatchObject({ data });
  });
});
