import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { makeAuthority, makeKey, makeLeaf } from '../../ops/pki/issue';
import { kubeconfig, type ControlPlane } from './control-plane';
import { program, type ProgramName } from './programs';
import { freePort, Service } from './service';

/** Ports of an operator. */
export interface OperatorPorts {
  readonly health: number;
  readonly metrics: number;
  /** It listens on every address of the machine: operators have no flag for one. */
  readonly webhook: number;
}

/** A kind that an operator changes or refuses when it is made. */
export interface WatchedKind {
  readonly group: string;
  readonly version: string;
  /** In small letters. */
  readonly kind: string;
  readonly verbs: readonly ('mutate' | 'validate')[];
}

/** An operator and how its installation runs it. */
export interface OperatorSource {
  readonly name: ProgramName;
  readonly args: (ports: OperatorPorts) => readonly string[];
  /** Variables beside those that every operator has here. @default - none */
  readonly env?: Readonly<Record<string, string>>;
  /** What its webhooks are registered for. */
  readonly watched: readonly WatchedKind[];
}

/**
 * A real operator on one API server, with its webhooks registered as its installation does. No kubelet and no controller is there: what it
 * makes stays as it was made.
 */
export class OperatorProcess {
  private constructor(
    private readonly folder: string,
    private readonly service: Service,
  ) {}

  /** Starts the operator; its CRDs have to be there. */
  public static async start(plane: ControlPlane, { name, args, env, watched }: OperatorSource): Promise<OperatorProcess> {
    const folder = mkdtempSync(path.join(os.tmpdir(), `${name}-`));
    const ports = { health: await freePort(), metrics: await freePort(), webhook: await freePort() };
    const authority = await servingCertificate(folder);
    const config = path.join(folder, 'kubeconfig');
    writeFileSync(config, JSON.stringify(kubeconfig({ loopback: { plane } })), { mode: 0o600 });
    // They read files at home, and the certificate of their webhooks below the folder for temporary files.
    const variables = { KUBECONFIG: config, HOME: folder, TMPDIR: folder, ...env };
    const service = Service.start(name, program(name), args(ports), path.join(folder, 'operator.log'), variables);
    const operator = new OperatorProcess(folder, service);
    try {
      await service.listens(ports.health, 120);
      await service.listens(ports.webhook, 120);
      const items = webhooks(name, watched, ports.webhook, authority);
      plane.mustKubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
      return operator;
    } catch (error) {
      await operator.stop();
      throw error;
    }
  }

  /** Waits until a condition holds. @throws if the operator ends, or after the timeout, with the end of its log */
  public async until(what: string, condition: () => Promise<boolean> | boolean, seconds?: number): Promise<void> {
    await this.service.until(what, condition, seconds);
  }

  public async stop(): Promise<void> {
    await this.service.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Makes a certificate for loopback where operators look for one, below their folder for temporary files. @returns the certificate of its CA */
async function servingCertificate(folder: string): Promise<string> {
  const validity = { notBefore: new Date(Date.now() - 3_600_000), notAfter: new Date(Date.now() + 86_400_000) };
  const authority = await makeAuthority(await makeKey(), 'webhooks', validity);
  const subject = { commonName: 'webhooks', ipAddresses: ['127.0.0.1'] };
  const { certificate, key } = await makeLeaf(authority, { subject, server: true, ...validity });
  const serving = path.join(folder, 'k8s-webhook-server', 'serving-certs');
  mkdirSync(serving, { recursive: true });
  writeFileSync(path.join(serving, 'tls.crt'), certificate);
  writeFileSync(path.join(serving, 'tls.key'), key, { mode: 0o600 });
  return authority.certificate;
}

/** The webhooks, by an address in place of a Service. */
function webhooks(name: string, watched: readonly WatchedKind[], port: number, authority: string): readonly unknown[] {
  const caBundle = Buffer.from(authority).toString('base64');
  return (['Mutating', 'Validating'] as const).map((sort) => {
    const verb = sort === 'Mutating' ? 'mutate' : 'validate';
    return {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: `${sort}WebhookConfiguration`,
      metadata: { name },
      webhooks: watched
        .filter(({ verbs }) => verbs.includes(verb))
        .map(({ group, version, kind }) => ({
          name: `${kind}.${verb}.${name}.test`,
          clientConfig: {
            url: `https://127.0.0.1:${String(port)}/${[verb, group.replaceAll('.', '-'), version, kind].filter((part) => part !== '').join('-')}`,
            caBundle,
          },
          rules: [
            {
              apiGroups: [group],
              apiVersions: [version],
              operations: group === '' ? ['CREATE'] : ['CREATE', 'UPDATE'],
              resources: [`${kind}s`],
            },
          ],
          admissionReviewVersions: ['v1'],
          sideEffects: 'None',
          failurePolicy: 'Fail',
          timeoutSeconds: 10,
        })),
    };
  });
}
