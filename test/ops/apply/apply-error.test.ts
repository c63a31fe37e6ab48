import { describe, expect, it } from 'vitest';

import { locatedError } from '../../../ops/apply/apply-object';
import { applyError, applyFault } from '../../../ops/cluster/apply-error';
import { OperationError } from '../../../ops/operation-error';

const WEBHOOK =
  'Internal error occurred: failed calling webhook "m.kb.io": failed to call webhook: Post "https://x.y.svc:443/m?timeout=10s"';
const NAME = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'telemetry', name: 'myapp' };

describe('an object that was not taken', () => {
  it.each<[ReturnType<typeof applyFault>, number, string]>([
    ['not-yet', 500, `${WEBHOOK}: dial tcp 10.0.0.1:443: connect: connection refused`],
    ['not-yet', 500, `${WEBHOOK}: no endpoints available for service "x"`],
    ['not-yet', 500, `${WEBHOOK}: service "x" not found`],
    ['not-yet', 500, `${WEBHOOK}: tls: failed to verify certificate: x509: certificate signed by unknown authority`],
    ['not-yet', 500, `${WEBHOOK}: context deadline exceeded`],
    ['not-yet', 500, 'conversion webhook for a.b/v1, Kind=C failed: Post "https://x.y.svc:443/convert?timeout=30s": EOF'],
    ['not-yet', 403, 'services "x" is forbidden: unable to create new content in namespace y because it is being terminated'],
    ['not-yet', 404, 'namespaces "x" not found'],
    ['not-yet', 404, 'the server could not find the requested resource'],
    ['refused', 500, 'failed to create typed patch object (x/y; apps/v1, Kind=Deployment): .spec.foo: field not declared in schema'],
    ['refused', 400, 'strict decoding error: unknown field "spec.foo"'],
    ['refused', 422, 'Deployment.apps "x" is invalid: spec.replicas: Invalid value: -1'],
    ['refused', 403, 'pods "x" is forbidden: violates PodSecurity "restricted:latest"'],
    ['refused', 403, 'admission webhook "policy" denied the request: no x509: certificate'],
    [undefined, 403, 'deployments.apps "x" is forbidden: User "dev" cannot patch resource "deployments" in API group "apps"'],
    [undefined, 409, 'the object has been modified'],
    [undefined, 429, 'too many requests'],
    [undefined, 503, 'apiserver not ready'],
  ])('is %s for %i: %s', (fault, code, said) => {
    expect(applyFault(code, said)).toBe(fault);
  });

  it('is told in the words of the server, but for a Secret', () => {
    const answer = { code: 422, body: { message: 'data: Invalid value: "hunter2"' } };
    expect(applyError('hub', NAME, answer).message).toBe('the cluster of the context hub refused: data: Invalid value: "hunter2"');
    expect(applyError('hub', { ...NAME, apiVersion: 'v1', kind: 'Secret' }, answer).message).toBe(
      'the cluster of the context hub refused: status 422',
    );
  });

  it('is a finding with file and object if it was refused, and a failure if nobody may', () => {
    const manifest = { file: 'dist/x.yaml', object: { ...NAME, metadata: { name: 'myapp', namespace: 'telemetry' } } };
    const located = (code: number, message: string): unknown =>
      locatedError(manifest, applyError('hub', NAME, { code, body: { message } }));
    expect(located(422, 'no')).toMatchObject({
      outcome: 'finding',
      message: 'dist/x.yaml: Deployment myapp in the namespace telemetry: the cluster of the context hub refused: no',
    });
    const rbac = located(403, 'x is forbidden: User "dev" cannot patch resource "y"');
    expect(rbac).toBeInstanceOf(OperationError);
    expect(rbac).toMatchObject({ outcome: 'failure' });
  });
});
