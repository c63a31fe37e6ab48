import { describe, expect, it } from 'vitest';

import { isAnswered } from '../../../ops/apply/generations';
import { dropsField, withoutKubectl } from '../../../ops/apply/field-owners';
import { appliedText, hasChanged, rehearsedText, tallyOf } from '../../../ops/apply/outcome';
import type { KubeObject, ManagedFields } from '../../../ops/cluster/kube-object';

const object = (fields: Partial<KubeObject> = {}, metadata: Partial<KubeObject['metadata']> = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'x', ...metadata },
  ...fields,
});

describe('what became of objects', () => {
  it.each([
    ['14 objects applied, 3 created, 1 changed, 10 as they were', 3, 1, 10],
    ['14 objects applied, 14 created', 14, 0, 0],
    ['14 objects applied, all as they were', 0, 0, 14],
    ['1 object applied, 1 changed', 0, 1, 0],
  ])('is told: %s', (text, created, changed, same) => {
    expect(appliedText({ created, changed, same, later: 0 })).toBe(text);
  });

  it('is told of a rehearsal with what cannot be asked yet', () => {
    const tally = tallyOf(['created', 'changed', 'same', 'same', 'later']);
    expect(rehearsedText(tally)).toBe(
      '5 objects, 1 would be created, 1 would be changed, 2 as they are, 1 of kinds that are not served yet',
    );
  });
});

describe('an object that was applied', () => {
  const before = object({ spec: { a: 1 }, status: { status: 'OK' } }, { resourceVersion: '1', annotations: { a: 'b' } });

  it('is as it was if only what others write is otherwise', () => {
    const note = { a: 'b', 'kubectl.kubernetes.io/last-applied-configuration': '{}' };
    const metadata = { resourceVersion: '2', generation: 3, managedFields: [{ manager: 'x' }], annotations: note };
    expect(hasChanged(before, object({ spec: { a: 1 }, status: { status: 'Error' } }, metadata))).toBe(false);
  });

  it('has changed if a field has, though a dry run answers with the old version', () => {
    expect(hasChanged(before, object({ spec: { a: 2 } }, before.metadata))).toBe(true);
    expect(hasChanged(before, object({ spec: { a: 1 } }, { ...before.metadata, labels: { a: 'b' } }))).toBe(true);
  });
});

describe('a request for a token', () => {
  const labelled = (type: string): KubeObject => object({}, { labels: { 'skupper.io/type': type } });
  it.each([
    [true, 'connection-token-request', 'connection-token'],
    [false, 'connection-token-request', 'connection-token-request'],
    [false, 'connection-token', 'connection-token'],
  ])('is answered: %s (%s in the manifest, %s in the cluster)', (answered, manifest, live) => {
    expect(isAnswered(labelled(manifest), labelled(live))).toBe(answered);
    expect(isAnswered(labelled(manifest), undefined)).toBe(false);
  });
});

describe('who has fields', () => {
  const entry = (manager: string, operation: string, fieldsV1: ManagedFields['fieldsV1'], rest: ManagedFields = {}): ManagedFields => ({
    manager,
    operation,
    apiVersion: 'v1',
    fieldsV1,
    ...rest,
  });
  const spec = (...names: readonly string[]): ManagedFields['fieldsV1'] => ({
    'f:spec': Object.fromEntries(names.map((name) => [`f:${name}`, {}])),
  });

  it('is us in the place of kubectl, by either way to apply, with what we had already', () => {
    const fields = [
      entry('kubectl-client-side-apply', 'Update', spec('a')),
      entry('kubectl', 'Apply', spec('b')),
      entry('us', 'Apply', spec('a', 'c')),
    ];
    expect(withoutKubectl(fields, 'us', 'v1')).toEqual([entry('us', 'Apply', spec('a', 'b', 'c'))]);
  });

  it('is whoever it was for what others wrote, and kubectl otherwise than by apply', () => {
    const others = [
      entry('controller', 'Update', spec('a'), { subresource: 'status' }),
      entry('kubectl-edit', 'Update', spec('a')),
      entry('kubectl', 'Update', spec('a')),
      entry('kubectl', 'Apply', spec('a'), { apiVersion: 'v2' }),
    ];
    expect(withoutKubectl(others, 'us', 'v1')).toBeUndefined();
    const [first = expect.fail(), ...rest] = withoutKubectl([...others, entry('kubectl', 'Apply', spec('b'))], 'us', 'v1') ?? [];
    expect({ first, rest }).toEqual({ first: entry('us', 'Apply', spec('b')), rest: others });
  });

  it('tells that a field would go which kubectl alone has', () => {
    const before = [entry('kubectl', 'Apply', spec('a', 'b'))];
    expect(dropsField(before, [...before, entry('us', 'Apply', spec('a'))], 'v1')).toBe(true);
    expect(dropsField(before, [...before, entry('us', 'Apply', spec('a', 'b'))], 'v1')).toBe(false);
    expect(dropsField(before, [...before, entry('us', 'Apply', spec('a')), entry('x', 'Update', spec('b'))], 'v1')).toBe(false);
    const note = { 'f:metadata': { 'f:annotations': { 'f:kubectl.kubernetes.io/last-applied-configuration': {} } } };
    expect(dropsField([entry('kubectl-client-side-apply', 'Update', note)], [entry('us', 'Apply', {})], 'v1')).toBe(false);
  });
});
