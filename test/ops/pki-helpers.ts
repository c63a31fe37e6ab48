import { X509Certificate } from 'node:crypto';
import * as path from 'node:path';
import * as tls from 'node:tls';

import { parse } from 'yaml';

import { EdgeSite, LinkAccess, LinkCertificates, PublicSite, SiteLink, type TelemetryNetwork, type Topology } from '../../constructs';
import { makePki, type PkiOptions } from '../../ops/pki/pki';
import type { PkiReport } from '../../ops/pki/report';
import { network, readTree, tempDir } from '../helpers';

/** The files of `star`. */
export const FILES = {
  ca: 'pki/hub.pem',
  server: 'hub/skupper-router-server.yaml',
  oslo: 'oslo/link-hub-client.yaml',
  rome: 'rome/link-hub-client.yaml',
} as const;

export const NOW = new Date('2026-03-01T00:00:00Z');
export const DAY = 86_400_000;

/** What `network.json` says of a network. */
export function topologyOf(app: TelemetryNetwork): Topology {
  app.synth();
  return JSON.parse(readTree(app.outdir)['network.json'] ?? '') as Topology;
}

/** A hub with two routers and two edges, all of whose certificates come from Secrets. */
export function star(host = 'hub.example.com', app = network()): Topology {
  const certificates = LinkCertificates.secrets();
  const hub = new PublicSite(app, 'hub', { certificates, ha: true, linkAccess: LinkAccess.published({ host }) });
  for (const name of ['oslo', 'rome']) new EdgeSite(app, name, { namespace: `of-${name}`, links: [SiteLink.certificates(hub)] });
  return topologyOf(app);
}

/** A hub whose certificates come from Secrets, at a host of its name. */
export function hubOf(app: TelemetryNetwork, name: string, links: readonly SiteLink[] = [], client?: string): PublicSite {
  const linkAccess = LinkAccess.loadBalancer({ host: `${name}.example.com` });
  return new PublicSite(app, name, { links, linkAccess, certificates: LinkCertificates.secrets({ client }) });
}

/** Runs with a clock that stands still. */
export function pki(of: Topology, out: string, options: Partial<PkiOptions> = {}): Promise<PkiReport> {
  const said = { sites: [], valid: 365, renewBefore: 30, caValid: 3650, renew: false, newCa: false, now: NOW };
  return makePki({ ...said, network: of, dist: path.join(tempDir(), 'dist'), out, ...options });
}

/** What was written and why, below the folder. */
export function said({ written }: PkiReport, out: string): Record<string, string> {
  return Object.fromEntries(written.map(({ file, why }) => [path.relative(out, file), why]));
}

/** The content of a Secret, as Kubernetes reads it. */
export interface PemFiles {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

export function secretOf(out: string, file: string): PemFiles {
  const { data } = parse(readTree(out)[file] ?? '') as { data: Record<string, string> };
  const [ca = '', cert = '', key = ''] = ['ca.crt', 'tls.crt', 'tls.key'].map((name) =>
    Buffer.from(data[name] ?? '', 'base64').toString('utf8'),
  );
  return { ca, cert, key };
}

export function certificateOf(out: string, file: string): X509Certificate {
  return new X509Certificate(secretOf(out, file).cert);
}

/** What each end says of a handshake: `ok`, or the code of its error. */
export interface Handshake {
  readonly client: string;
  readonly server: string;
}

/**
 * A TLS 1.3 handshake over loopback in which each shows the other its certificate.
 *
 * @param check what the client has against the server's certificate
 */
export async function handshake(
  server: PemFiles,
  client: PemFiles,
  check: (peer: tls.PeerCertificate) => Error | undefined,
): Promise<Handshake> {
  const minVersion = 'TLSv1.3';
  // Looked at here, since a server that refuses by itself does not say why.
  const listening = tls.createServer({ ...server, minVersion, requestCert: true, rejectUnauthorized: false });
  const serverSays = new Promise<string>((resolve) => {
    listening.on('secureConnection', (socket) => {
      resolve(socket.authorized ? 'ok' : String(socket.authorizationError));
      if (socket.authorized) socket.end('done');
      else socket.destroy();
    });
    listening.on('tlsClientError', (error: Error) => {
      resolve(codeOf(error));
    });
  });
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as { port: number };
  const socket = tls.connect({ ...client, minVersion, host: '127.0.0.1', port, checkServerIdentity: (_, peer) => check(peer) });
  const clientSays = new Promise<string>((resolve) => {
    // Of TLS 1.3 the client knows that it was taken once it gets something.
    socket.on('data', () => {
      resolve('ok');
    });
    socket.on('error', (error: Error) => {
      resolve(codeOf(error));
    });
    socket.on('close', () => {
      resolve('closed');
    });
  });
  const result = { client: await clientSays, server: await serverSays };
  socket.destroy();
  await new Promise((resolve) => listening.close(resolve));
  return result;
}

function codeOf(error: Error): string {
  return (error as NodeJS.ErrnoException).code ?? error.message;
}
