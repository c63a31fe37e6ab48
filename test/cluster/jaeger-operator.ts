import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { parseAllDocuments } from 'yaml';

import { kubeconfig, type ControlPlane } from './control-plane';
import { program } from './programs';
import { freePort, Service } from './service';
import { servingCertificate } from './webhook-certificate';

/** What the operator calls itself where it marks what it manages. */
export const OPERATOR_IDENTITY = 'observability.jaeger-operator';

/**
 * The real Jaeger operator on one API server, with its webhooks for Jaeger resources registered as its installation does. No
 * kubelet and no controller is there: what it makes stays as it was made.
 */
export class JaegerOperator {
  private constructor(
    private readonly folder: string,
    private readonly service: Service,
  ) {}

  /** Starts the operator; the CRD of Jaeger has to be there. */
  public static async start(plane: ControlPlane): Promise<JaegerOperator> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'jaeger-operator-'));
    const [health, metrics, webhook] = [await freePort(), await freePort(), await freePort()];
    const authority = await servingCertificate(folder);
    const config = path.join(folder, 'kubeconfig');
    writeFileSync(config, JSON.stringify(kubeconfig({ loopback: { plane } })), { mode: 0o600 });
    const service = Service.start(
      'jaeger-operator',
      program('jaeger-operator'),
      [
        // Its webhooks listen on every address of the machine: there is no flag for one.
        ...['start', '--health-probe-bind-address', `127.0.0.1:${String(health)}`, '--webhook-bind-port', String(webhook)],
        ...['--metrics-host', '127.0.0.1', '--metrics-port', String(metrics)],
      ],
      path.join(folder, 'operator.log'),
      {
        KUBECONFIG: config,
        // Empty is all namespaces. Of the other two it makes its identity.
        WATCH_NAMESPACE: '',
        POD_NAMESPACE: 'observability',
        OPERATOR_NAME: 'jaeger-operator',
        // It reads a configuration file at home, and the certificate of its webhooks below the folder for temporary files.
        HOME: folder,
        TMPDIR: folder,
      },
    );
    const operator = new JaegerOperator(folder, service);
    try {
      await service.listens(health);
      await service.listens(webhook);
      plane.mustKubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: webhooks(webhook, authority) }));
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

/** An object that the operator makes. */
export interface OperatorObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: unknown;
  readonly data?: Readonly<Record<string, string>>;
}

/** What the operator makes of a Jaeger resource, by its own command and without an API server. */
export function operatorObjects(jaeger: unknown, platform: 'kubernetes' | 'openshift' = 'kubernetes'): readonly OperatorObject[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jaeger-generate-'));
  try {
    const [resource, output] = [path.join(folder, 'jaeger.json'), path.join(folder, 'objects.yaml')];
    writeFileSync(resource, JSON.stringify(jaeger));
    execFileSync(program('jaeger-operator'), ['generate', '--platform', platform, '--cr', resource, '--output', output], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, HOME: folder },
      timeout: 60_000,
    });
    return parseAllDocuments(readFileSync(output, 'utf8')).map((document) => document.toJS() as OperatorObject);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The webhooks of the operator's installation, by an address in place of a Service. */
function webhooks(port: number, authority: string): readonly unknown[] {
  const caBundle = Buffer.from(authority).toString('base64');
  return (['Mutating', 'Validating'] as const).map((kind) => ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: `${kind}WebhookConfiguration`,
    metadata: { name: 'jaeger-operator' },
    webhooks: [
      {
        name: 'jaegers.jaegertracing.io',
        clientConfig: {
          url: `https://127.0.0.1:${String(port)}/${kind === 'Mutating' ? 'mutate' : 'validate'}-jaegertracing-io-v1-jaeger`,
          caBundle,
        },
        rules: [{ apiGroups: ['jaegertracing.io'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['jaegers'] }],
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        failurePolicy: 'Fail',
        timeoutSeconds: 10,
      },
    ],
  }));
}
