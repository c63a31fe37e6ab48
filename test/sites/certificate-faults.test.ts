import { Duration } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  EdgeSite,
  LinkAccess,
  LinkCertificates,
  PublicSite,
  SiteLink,
  type PublicSiteProps,
  type TelemetryNetwork,
} from '../../constructs';
import { network, rulesOf } from '../helpers';

const named = LinkAccess.loadBalancer({ host: 'hub.example.com' });

function hubWith(props: PublicSiteProps = {}): { readonly app: TelemetryNetwork; readonly hub: PublicSite } {
  const app = network();
  const certificates = LinkCertificates.issuedBy({ name: 'links' });
  return { app, hub: new PublicSite(app, 'hub', { namespace: 'obs', linkAccess: named, certificates, ...props }) };
}

describe('certificates that cannot be', () => {
  const certificates = LinkCertificates.secrets();
  const by = (options: Parameters<typeof LinkCertificates.issuedBy>[1]) => () => LinkCertificates.issuedBy({ name: 'links' }, options);

  it.each<[string, () => unknown, string]>([
    ['a host that the cluster alone knows', () => hubWith({ linkAccess: LinkAccess.loadBalancer() }), 'by LinkAccess.loadBalancer'],
    ['ports that the cluster alone knows', () => hubWith({ linkAccess: LinkAccess.nodePort({ host: 'node' }) }), 'by LinkAccess.nodePort'],
    [
      'a certificate that is named twice',
      () => hubWith({ certificates, linkAccess: LinkAccess.loadBalancer({ host: 'h', serverSecret: 'x' }) }),
      'named by linkAccess too',
    ],
    ["a CA of Skupper's certificates", () => hubWith({ issuer: 'ca' }), 'leave out issuer, or certificates'],
    [
      'two addresses',
      () => hubWith({ linkAccess: LinkAccess.published({ host: { interRouter: '10.0.0.1', edge: '10.0.0.2' } }) }),
      'which is one, and the hosts are 10.0.0.1 and 10.0.0.2',
    ],
    ['a hub that states none', () => SiteLink.certificates(new PublicSite(network(), 'hub')), 'states no certificates'],
    ["one of Skupper's own Secrets", by({ server: 'skupper-site-server' }), "one of Skupper's own"],
    ['the name of a profile', () => LinkCertificates.secrets({ client: 'link-profile' }), 'does not end in -profile'],
    ['a kind that cert-manager has not', () => LinkCertificates.issuedBy({ name: 'a', kind: 'Vault' }), 'received "Vault"'],
    ['no name of an issuer', () => LinkCertificates.issuedBy({ name: '' }), 'received ""'],
    ['too short a time', by({ duration: Duration.minutes(59) }), 'at least an hour, received 59m'],
    ['a renewal before the beginning', by({ duration: Duration.hours(1), renewBefore: Duration.hours(1) }), 'less than the duration of 1h'],
    ['a renewal at the last moment', by({ renewBefore: Duration.minutes(4) }), 'received 4m'],
    ['keys of another size', by({ privateKey: { size: 2048 } }), 'ECDSA keys have 256, 384, 521 bits, received 2048'],
  ])('are refused for %s', (_, make, says) => {
    expect(make).toThrow(says);
  });

  it('keep a link by Secret to what they are for', () => {
    const { app, hub } = hubWith();
    new EdgeSite(app, 'right', { links: [SiteLink.secret(hub, { secret: 'mine' })] });
    new EdgeSite(app, 'wrong', { links: [SiteLink.secret(hub, { secret: 'mine', host: 'other.example.com' })] });
    expect(rulesOf(app.findings())).toEqual(['link/host wrong']);
  });
});
