import { Duration } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  Cluster,
  EdgeSite,
  LinkAccess,
  LinkCertificates,
  Platform,
  PublicSite,
  SiteLink,
  type HubAttributes,
  type PublicSiteProps,
  type TelemetryNetwork,
  type Topology,
} from '../../constructs';
import { ClusterIssuer } from '../../imports/cert-manager.io';
import { at, network, objectOf, objectsOf, readTree } from '../helpers';

const CERTIFICATE = 'Certificate.cert-manager.io';
const named = LinkAccess.loadBalancer({ host: 'hub.example.com' });

function hubWith(props: PublicSiteProps = {}): { readonly app: TelemetryNetwork; readonly hub: PublicSite } {
  const app = network();
  const certificates = LinkCertificates.issuedBy({ name: 'links' });
  return { app, hub: new PublicSite(app, 'hub', { namespace: 'obs', linkAccess: named, certificates, ...props }) };
}

/** What `network.json` says. */
function topologyOf(app: TelemetryNetwork): Topology {
  app.synth();
  return JSON.parse(readTree(app.outdir)['network.json'] ?? '') as Topology;
}

describe('a link by certificates of an issuer', { tags: ['mtls', 'cert-manager'] }, () => {
  it('has a certificate at either end, a router access and a link, and the hub is named once', () => {
    const { app, hub } = hubWith();
    new EdgeSite(app, 'edge', { namespace: 'far', links: [SiteLink.certificates(hub)] });
    expect(app.findings()).toEqual([]);
    const made = {
      duration: '2160h',
      renewBefore: '720h',
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      issuerRef: { name: 'links', kind: 'ClusterIssuer', group: 'cert-manager.io' },
    };
    expect(objectOf(app, CERTIFICATE, 'skupper-router-server')).toMatchObject({
      apiVersion: 'cert-manager.io/v1',
      metadata: { namespace: 'obs' },
    });
    expect(objectOf(app, CERTIFICATE, 'skupper-router-server').spec).toEqual({
      ...made,
      secretName: 'skupper-router-server',
      commonName: 'skupper-router',
      dnsNames: ['hub.example.com', 'skupper-router', 'skupper-router.obs'],
      usages: ['server auth', 'client auth'],
    });
    expect(objectOf(app, CERTIFICATE, 'link-hub-client').metadata.namespace).toBe('far');
    expect(objectOf(app, CERTIFICATE, 'link-hub-client').spec).toEqual({
      ...made,
      secretName: 'link-hub-client',
      commonName: 'edge',
      usages: ['client auth'],
    });
    expect(objectOf(app, 'Site', 'hub').spec).toEqual({ edge: false });
    expect(objectOf(app, 'RouterAccess')).toMatchObject({ metadata: { name: 'skupper-router' } });
    expect(objectOf(app, 'RouterAccess').spec).toEqual({
      accessType: 'loadbalancer',
      roles: [
        { name: 'inter-router', port: 55_671 },
        { name: 'edge', port: 45_671 },
      ],
      tlsCredentials: 'skupper-router-server',
    });
    expect(objectOf(app, 'Link').spec).toEqual({
      endpoints: [
        { name: 'inter-router', host: 'hub.example.com', port: '55671' },
        { name: 'edge', host: 'hub.example.com', port: '45671' },
      ],
      tlsCredentials: 'link-hub-client',
    });
    expect(objectsOf(app).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).not.toContain('skupper.io/v2alpha1 Certificate');
  });

  it('has its certificates before the sites that use them', () => {
    const { app, hub } = hubWith();
    new EdgeSite(app, 'edge', { links: [SiteLink.certificates(hub)] });
    app.synth();
    expect(Object.keys(readTree(app.outdir)).filter((file) => /certificate|site|router|link/.test(file))).toEqual([
      'edge/10-certificate-link-hub-client.yaml',
      'edge/20-skupper-site.yaml',
      'edge/50-link-hub.yaml',
      'hub/10-router-certificate.yaml',
      'hub/20-skupper-site.yaml',
      'hub/50-router-access.yaml',
    ]);
  });

  it('to an address has it as common name, where routers look for one, and as IP address for all others', () => {
    const { app } = hubWith({ linkAccess: LinkAccess.nodePort({ host: '172.18.0.2', ports: { interRouter: 30_671, edge: 30_672 } }) });
    expect(objectOf(app, CERTIFICATE).spec).toMatchObject({
      commonName: '172.18.0.2',
      ipAddresses: ['172.18.0.2'],
      dnsNames: ['skupper-router', 'skupper-router.obs'],
    });
  });

  it('to two routers is for the hosts of both, within the cluster too, and made to each with one certificate', () => {
    const { app, hub } = hubWith({ ha: true, linkAccess: LinkAccess.contour({ domain: 'apps.example.com' }) });
    new EdgeSite(app, 'edge', { links: [SiteLink.certificates(hub)] });
    expect(app.findings()).toEqual([]);
    expect(at(objectOf(app, CERTIFICATE, 'skupper-router-server'), 'spec.dnsNames')).toEqual([
      'skupper-router-inter-router.obs.apps.example.com',
      'skupper-router-edge.obs.apps.example.com',
      'skupper-router-2-inter-router.obs.apps.example.com',
      'skupper-router-2-edge.obs.apps.example.com',
      'skupper-router',
      'skupper-router.obs',
      'skupper-router-2',
      'skupper-router-2.obs',
    ]);
    const links = objectsOf(app).filter(({ kind }) => kind === 'Link');
    expect(links.map((link) => [link.metadata.name, at(link, 'spec.tlsCredentials'), at(link, 'spec.endpoints.1')])).toEqual([
      ['hub-2', 'link-hub-client', { name: 'edge', host: 'skupper-router-2-edge.obs.apps.example.com', port: '443' }],
      ['hub', 'link-hub-client', { name: 'edge', host: 'skupper-router-edge.obs.apps.example.com', port: '443' }],
    ]);
  });

  it.each<[string, LinkAccess, string]>([
    ['an ingress', LinkAccess.ingressNginx({ domain: 'apps.example.com' }), 'edge.obs.apps.example.com'],
    ['a Gateway', LinkAccess.gateway({ domain: 'gw.example.com', className: 'envoy' }), 'skupper-router-edge.obs.gw.example.com'],
    ['a host of its own', LinkAccess.published({ host: { interRouter: 'a.example.com', edge: 'b.example.com' } }), 'b.example.com'],
    ['the cluster itself', LinkAccess.local(), 'skupper-router.obs'],
  ])('dials what the certificate is for, by way of %s', (_, linkAccess, host) => {
    const cluster = new Cluster('one');
    const { app, hub } = hubWith({ linkAccess, cluster });
    new EdgeSite(app, 'edge', { cluster, links: [SiteLink.certificates(hub)] });
    expect(app.findings()).toEqual([]);
    expect(at(objectOf(app, 'Link'), 'spec.endpoints.1.host')).toBe(host);
    expect(at(objectOf(app, CERTIFICATE, 'skupper-router-server'), 'spec.dnsNames')).toContain(host);
    expect(at(objectOf(app, 'RouterAccess'), 'spec.generateTlsCredentials')).toBeUndefined();
  });

  it('has routes of OpenShift in a domain that is known', () => {
    const cluster = new Cluster('ocp', { platform: Platform.OPENSHIFT });
    const { app } = hubWith({ cluster, linkAccess: LinkAccess.route({ domain: 'apps.example.com' }) });
    expect(objectOf(app, 'RouterAccess').spec).toMatchObject({ accessType: 'route', settings: { domain: 'apps.example.com' } });
    expect(at(objectOf(app, CERTIFICATE), 'spec.dnsNames')).toContain('skupper-router-edge.obs.apps.example.com');
  });

  it('takes times, keys and names as they are given, and a third of the time to renew', () => {
    const options = {
      duration: Duration.days(3),
      privateKey: { algorithm: 'RSA', rotationPolicy: 'Never' },
      server: 's',
      client: 'c',
    } as const;
    const { app, hub } = hubWith({ certificates: LinkCertificates.issuedBy({ name: 'links' }, options) });
    new EdgeSite(app, 'edge', { links: [SiteLink.certificates(hub, { cost: undefined })] });
    expect(objectOf(app, CERTIFICATE, 'c').spec).toMatchObject({
      secretName: 'c',
      duration: '72h',
      renewBefore: '24h',
      privateKey: { algorithm: 'RSA', size: 2048, rotationPolicy: 'Never' },
    });
    expect(at(objectOf(app, 'RouterAccess'), 'spec.tlsCredentials')).toBe('s');
  });

  it('may have another issuer in the cluster of an edge, with all else as the hub says', () => {
    const options = { duration: Duration.days(3), privateKey: { algorithm: 'RSA' } } as const;
    const { app, hub } = hubWith({ certificates: LinkCertificates.issuedBy({ name: 'links' }, options) });
    const certificates = LinkCertificates.issuedBy({ name: 'aws', kind: 'AWSPCAClusterIssuer', group: 'awspca.cert-manager.io' });
    new EdgeSite(app, 'edge', { links: [SiteLink.certificates(hub, { certificates })] });
    expect(objectOf(app, CERTIFICATE, 'link-hub-client').spec).toMatchObject({
      duration: '72h',
      renewBefore: '24h',
      privateKey: { algorithm: 'RSA', size: 2048 },
      issuerRef: { name: 'aws', kind: 'AWSPCAClusterIssuer', group: 'awspca.cert-manager.io' },
    });
    expect(at(objectOf(app, CERTIFICATE, 'skupper-router-server'), 'spec.issuerRef.name')).toBe('links');
    const own = LinkCertificates.issuedBy({ name: 'aws' }, { duration: Duration.days(6), privateKey: { size: 384 }, client: 'own' });
    new EdgeSite(app, 'other', { links: [SiteLink.certificates(hub, { certificates: own })] });
    expect(objectOf(app, CERTIFICATE, 'own').spec).toMatchObject({
      duration: '144h',
      renewBefore: '48h',
      privateKey: { algorithm: 'ECDSA', size: 384 },
    });
  });

  it('takes an issuer of the program as it is', () => {
    const { app } = hubWith();
    const issuer = new ClusterIssuer(new EdgeSite(app, 'edge'), 'issuer', { metadata: { name: 'vault' }, spec: {} });
    const certificates = LinkCertificates.issuedBy(issuer);
    const { app: other } = hubWith({ certificates });
    expect(at(objectOf(other, CERTIFICATE), 'spec.issuerRef')).toEqual({ name: 'vault', kind: 'ClusterIssuer', group: 'cert-manager.io' });
  });

  it('shares a Secret with one to another hub, where both are of one issuer', () => {
    const { app, hub } = hubWith({ certificates: LinkCertificates.issuedBy({ name: 'links' }, { client: 'links' }) });
    const second = (name: string): PublicSite =>
      new PublicSite(app, name, {
        linkAccess: named,
        certificates: LinkCertificates.issuedBy({ name: name === 'west' ? 'links' : 'others' }, { client: 'links' }),
        links: [SiteLink.certificates(hub)],
      });
    const links = [SiteLink.certificates(hub), SiteLink.certificates(second('west'))];
    new EdgeSite(app, 'edge', { namespace: 'edge', links });
    expect(app.findings()).toEqual([]);
    const made = objectsOf(app).filter(({ kind, metadata }) => kind === 'Certificate' && metadata.namespace === 'edge');
    expect(made.map((certificate) => at(certificate, 'spec.commonName'))).toEqual(['edge']);
    expect(() => new EdgeSite(app, 'other', { links: [SiteLink.certificates(hub), SiteLink.certificates(second('north'))] })).toThrow(
      'the Secret links is that of another link already',
    );
  });

  it('goes from hub to hub, with a cost', () => {
    const { app, hub } = hubWith();
    new PublicSite(app, 'second', { links: [SiteLink.certificates(hub, { cost: 3 })] });
    expect(objectOf(app, CERTIFICATE, 'link-hub-client').spec).toMatchObject({ commonName: 'second', usages: ['client auth'] });
    expect(at(objectOf(app, 'Link'), 'spec.cost')).toBe(3);
  });
});

describe('a link by certificates from Secrets', () => {
  it('names them and makes none', () => {
    const { app, hub } = hubWith({ certificates: LinkCertificates.secrets({ server: 'hub-server', client: 'hub-client' }) });
    new EdgeSite(app, 'edge', { links: [SiteLink.certificates(hub)] });
    new EdgeSite(app, 'other', { links: [SiteLink.certificates(hub, { certificates: LinkCertificates.secrets({ client: 'mine' }) })] });
    expect(app.findings()).toEqual([]);
    expect(objectsOf(app).map(({ kind }) => kind)).not.toContain('Certificate');
    expect(at(objectOf(app, 'RouterAccess'), 'spec.tlsCredentials')).toBe('hub-server');
    const links = objectsOf(app).filter(({ kind }) => kind === 'Link');
    expect(links.map((link) => at(link, 'spec.tlsCredentials'))).toEqual(['hub-client', 'mine']);
  });

  it('may be of an issuer at one end', () => {
    const { app, hub } = hubWith({ certificates: LinkCertificates.secrets() });
    new EdgeSite(app, 'edge', { links: [SiteLink.certificates(hub, { certificates: LinkCertificates.issuedBy({ name: 'links' }) })] });
    expect(objectOf(app, CERTIFICATE).metadata.name).toBe('link-hub-client');
  });
});

describe('network.json', () => {
  it('says what the certificates are for, and of which issuer that of a link is', () => {
    const { app, hub } = hubWith({
      certificates: LinkCertificates.secrets(),
      linkAccess: LinkAccess.loadBalancer({ host: '203.0.113.7' }),
    });
    const links = [SiteLink.certificates(hub, { certificates: LinkCertificates.issuedBy({ name: 'vault', kind: 'Issuer' }) })];
    new EdgeSite(app, 'edge', { links });
    const { sites } = topologyOf(app);
    expect(at(sites, '1.access.certificates')).toEqual({
      server: {
        secret: 'skupper-router-server',
        commonName: '203.0.113.7',
        dnsNames: ['skupper-router', 'skupper-router.obs'],
        ipAddresses: ['203.0.113.7'],
      },
      client: { secret: 'link-hub-client' },
    });
    const issuer = { name: 'vault', kind: 'Issuer', group: 'cert-manager.io' };
    expect(sites[0]?.links).toEqual([{ hub: 'hub', by: 'certificates', secret: 'link-hub-client', issuer }]);
  });
});

describe('a hub with certificates that another program describes', () => {
  const attributes = (props?: PublicSiteProps): HubAttributes => JSON.parse(JSON.stringify(hubWith(props).hub.attributes)) as HubAttributes;

  it('is linked to as one of the same program', () => {
    const app = network();
    const edge = new EdgeSite(app, 'edge', { links: [SiteLink.certificates(PublicSite.fromAttributes(attributes()))] });
    expect(edge.links[0]?.kind).toBe('certificates');
    expect(app.findings()).toEqual([]);
    expect(objectOf(app, CERTIFICATE).spec).toMatchObject({ commonName: 'edge', issuerRef: { name: 'links' }, duration: '2160h' });
    expect(topologyOf(app).sites[0]?.links[0]?.elsewhere).toEqual({ cluster: 'hub', namespace: 'obs' });
  });

  it('says of which network it is where its certificates come from Secrets', () => {
    const app = network();
    const hub = PublicSite.fromAttributes(attributes({ certificates: LinkCertificates.secrets() }));
    new EdgeSite(app, 'edge', { links: [SiteLink.certificates(hub)] });
    expect(topologyOf(app).sites[0]?.links[0]?.elsewhere).toEqual({ cluster: 'hub', namespace: 'obs', network: ['hub'] });
  });

  it.each<[string, (certificates: Record<string, unknown>) => unknown]>([
    ['no Secret', (certificates) => ({ ...certificates, client: {} })],
    ["Skupper's own Secret", (certificates) => ({ ...certificates, client: { secret: 'skupper-site-ca' } })],
    ['a host that is none', (certificates) => ({ ...certificates, server: { secret: 's', commonName: 'a', dnsNames: ['https://a'] } })],
    ['half an issuer', (certificates) => ({ ...certificates, issued: { issuerRef: { name: 'links' } } })],
  ])('is refused with %s', (_, change) => {
    const { access, ...rest } = attributes();
    const certificates = change({ ...access.certificates });
    expect(() => PublicSite.fromAttributes({ ...rest, access: { ...access, certificates } })).toThrow('at access.certificates: is missing');
  });
});
