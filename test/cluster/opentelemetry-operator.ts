import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { kubeconfig, type ControlPlane } from './control-plane';
import { program } from './programs';
import { freePort, Service } from './service';
import { servingCertificate } from './webhook-certificate';

/**
 * The real OpenTelemetry operator on one API server, with its webhooks for collectors, agents and pods registered as its installation does.
 * No kubelet and no controller is there: what it makes stays as it was made.
 */
export class OpenTelemetryOperator {
  private constructor(
    private readonly folder: string,
    private readonly service: Service,
  ) {}

  /** Starts the operator; its CRDs have to be there. */
  public static async start(plane: ControlPlane): Promise<OpenTelemetryOperator> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'opentelemetry-operator-'));
    const [health, webhook] = [await freePort(), await freePort()];
    const authority = await servingCertificate(folder);
    const config = path.join(folder, 'kubeconfig');
    writeFileSync(config, JSON.stringify(kubeconfig({ loopback: { plane } })), { mode: 0o600 });
    const service = Service.start(
      'opentelemetry-operator',
      program('opentelemetry-operator'),
      [
        // Its webhooks listen on every address of the machine: there is no flag for one.
        ...['--health-probe-addr', `127.0.0.1:${String(health)}`, '--webhook-port', String(webhook), '--metrics-addr', '0'],
        ...['--metrics-secure=false', '--enable-go-instrumentation', '--enable-nginx-instrumentation'],
      ],
      path.join(folder, 'operator.log'),
      // It reads the certificate of its webhooks below the folder for temporary files.
      { KUBECONFIG: config, HOME: folder, TMPDIR: folder },
    );
    const operator = new OpenTelemetryOperator(folder, service);
    try {
      await service.listens(health, 120);
      await service.listens(webhook, 120);
      plane.mustKubectl(['apply', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: webhooks(webhook, authority) }));
      return operator;
    } catch (error) {
      await operator.stop();
      throw error;
    }
  }

  public get log(): string {
    return this.service.log;
  }

  public async stop(): Promise<void> {
    await this.service.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What the webhooks of the operator's installation are for: kinds, their group and version, and what they do. */
const WATCHED = [
  { group: 'opentelemetry.io', version: 'v1beta1', kind: 'opentelemetrycollector', verbs: ['mutate', 'validate'] },
  { group: 'opentelemetry.io', version: 'v1alpha1', kind: 'instrumentation', verbs: ['mutate', 'validate'] },
  { group: '', version: 'v1', kind: 'pod', verbs: ['mutate'] },
] as const;

/** The webhooks, by an address in place of a Service. */
function webhooks(port: number, authority: string): readonly unknown[] {
  const caBundle = Buffer.from(authority).toString('base64');
  return (['Mutating', 'Validating'] as const).map((sort) => {
    const verb = sort === 'Mutating' ? 'mutate' : 'validate';
    const watched = WATCHED.filter(({ verbs }) => verbs.some((own) => own === verb));
    return {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: `${sort}WebhookConfiguration`,
      metadata: { name: 'opentelemetry-operator' },
      webhooks: watched.map(({ group, version, kind }) => ({
        name: `${verb}-${kind}.opentelemetry.io`,
        clientConfig: {
          url: `https://127.0.0.1:${String(port)}/${[verb, ...(group === '' ? [] : [group.replaceAll('.', '-')]), version, kind].join('-')}`,
          caBundle,
        },
        rules: [
          {
            apiGroups: [group],
            apiVersions: [version],
            operations: kind === 'pod' ? ['CREATE'] : ['CREATE', 'UPDATE'],
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
