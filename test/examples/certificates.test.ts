import { describe, expect, it } from 'vitest';

import { Example } from './example';

describe('examples/certificates', () => {
  it('requests every certificate from cert-manager, at the edge from the issuer with its name there', async () => {
    const example = await Example.of('certificates');
    const issuers = ['hub', 'berlin', 'oslo'].map((site) => example.spec(site, 'Certificate', undefined, 'issuerRef'));
    expect(issuers).toMatchObject([
      { kind: 'ClusterIssuer', name: 'telemetry-links' },
      { kind: 'ClusterIssuer', name: 'telemetry-links' },
      { kind: 'Issuer', name: 'vault' },
    ]);
    for (const site of ['hub', 'berlin', 'oslo']) expect(example.spec(site, 'Certificate', undefined, 'duration')).toBe('720h');
  });

  it('has a server certificate for the hosts of both routers, and access that uses it', async () => {
    const example = await Example.of('certificates');
    expect(example.spec('hub', 'Certificate', 'skupper-router-server', 'dnsNames')).toEqual(
      expect.arrayContaining(['skupper-router-edge', 'skupper-router-2-edge'].map((router) => `${router}.telemetry.links.example.com`)),
    );
    expect(example.spec('hub', 'RouterAccess')).toMatchObject({ accessType: 'gateway', tlsCredentials: 'skupper-router-server' });
  });

  it('links each edge to both routers by its client certificate', async () => {
    const example = await Example.of('certificates');
    for (const site of ['berlin', 'oslo']) {
      const secret = example.spec(site, 'Certificate', 'link-hub-client', 'secretName');
      expect(example.objects(site, 'Link').map(({ spec }) => spec?.['tlsCredentials'])).toEqual([secret, secret]);
      expect(example.dialled(site).toSorted()).toEqual([
        'skupper-router-2-edge.telemetry.links.example.com:8443',
        'skupper-router-edge.telemetry.links.example.com:8443',
      ]);
      expect(example.site(site).links).toMatchObject([{ hub: 'hub', by: 'certificates' }]);
    }
  });
});

describe('examples/certificates-by-secrets', () => {
  it('requests no certificate, and names the Secrets that `otel-skupper pki` or a secret store provides', async () => {
    const example = await Example.of('certificates-by-secrets');
    expect(example.siteNames.flatMap((site) => example.objects(site, 'Certificate'))).toEqual([]);
    for (const hub of ['east', 'west']) {
      expect(example.spec(hub, 'RouterAccess', 'skupper-router', 'tlsCredentials')).toBe('skupper-router-server');
    }
    for (const edge of ['boston', 'denver']) {
      expect(example.objects(edge, 'Link').map(({ spec }) => spec?.['tlsCredentials'])).toEqual(['link-east-client', 'link-west-client']);
    }
  });

  it('links the edges to both hubs, and one hub to the other, at their fixed addresses', async () => {
    const example = await Example.of('certificates-by-secrets');
    for (const edge of ['boston', 'denver']) expect(example.dialled(edge)).toEqual(['203.0.113.7:45671', 'west.example.com:8443']);
    expect(example.spec('west', 'Link')).toMatchObject({
      endpoints: [{ name: 'inter-router', host: '203.0.113.7', port: '55671' }, {}],
      tlsCredentials: 'link-east-client',
    });
    expect(example.spec('denver', 'MultiKeyListener', 'ingest', 'strategy')).toEqual({
      priority: { routingKeys: ['east.ingest', 'west.ingest'] },
    });
  });
});
