import * as https from 'node:https';

import type { ControlPlane } from './control-plane';

/** An object as a test sends and reads it. */
export interface ApiObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly generation?: number;
    readonly deletionTimestamp?: string;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
}

const SKUPPER = '/apis/skupper.io/v2alpha1';

/** Requests to a control plane without a process for each: for what plays the part of controllers. */
export class KubeApi {
  public constructor(private readonly plane: Pick<ControlPlane, 'port'>) {}

  /** All objects of a resource of Skupper, in all namespaces. */
  public async list(resource: string): Promise<readonly ApiObject[]> {
    const { body } = await this.request('GET', `${SKUPPER}/${resource}`);
    return (body as { readonly items?: readonly ApiObject[] }).items ?? [];
  }

  /** Writes the status of an object of Skupper, as its controller does. */
  public async writeStatus(resource: string, { metadata }: ApiObject, status: unknown): Promise<void> {
    const path = `${SKUPPER}/namespaces/${String(metadata.namespace)}/${resource}/${metadata.name}/status`;
    await this.request('PATCH', path, { status }, 'application/merge-patch+json');
  }

  /** Makes an object. @returns whether there was none of its name */
  public async create(path: string, object: unknown): Promise<boolean> {
    const { status, body } = await this.request('POST', path, object);
    if (status === 409) return false;
    if (status >= 300) throw new Error(`POST ${path}: ${JSON.stringify(body)}`);
    return true;
  }

  public createSkupper(resource: string, object: ApiObject & { readonly kind: string }): Promise<boolean> {
    const path = `${SKUPPER}/namespaces/${String(object.metadata.namespace)}/${resource}`;
    return this.create(path, { apiVersion: 'skupper.io/v2alpha1', ...object });
  }

  /** Sends a request. */
  public request(
    method: string,
    path: string,
    object?: unknown,
    type = 'application/json',
  ): Promise<{ readonly status: number; readonly body: unknown }> {
    return new Promise((resolve, reject) => {
      const request = https.request(
        {
          host: '127.0.0.1',
          port: this.plane.port,
          method,
          path,
          rejectUnauthorized: false,
          headers: { authorization: 'Bearer loopback', 'content-type': type },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString() || '{}') as unknown });
          });
        },
      );
      request.on('error', reject);
      request.end(object === undefined ? undefined : JSON.stringify(object));
    });
  }
}
