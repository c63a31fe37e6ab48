// A Secret with data, and a token, would be committed.
// finding: secret/in-output edge/password
// finding: secret/in-output edge/token
import { ApiObject } from 'cdk8s';

import { EdgeSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge');
  new ApiObject(edge, 'password', { apiVersion: 'v1', kind: 'Secret', stringData: { password: 'hunter2' } });
  new ApiObject(edge, 'empty', { apiVersion: 'v1', kind: 'Secret' });
  const spec = { url: 'https://hub', code: 'hunter2', ca: '' };
  new ApiObject(edge, 'token', { apiVersion: 'skupper.io/v2alpha1', kind: 'AccessToken', spec });
}
