import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import { reduceCrd } from '../../scripts/import/schema';
import { readSource } from '../../scripts/import/sources';
import { tempDir } from '../helpers';

const TEXT = 'kind: CustomResourceDefinition\n';
const source = {
  file: 'crd.yaml',
  kind: 'Site',
  apiVersion: 'v1',
  url: `data:text/yaml;base64,${Buffer.from(TEXT).toString('base64')}`,
  sha256: createHash('sha256').update(TEXT).digest('hex'),
};

describe('a pinned source', () => {
  it('is downloaded, or read from a folder', async () => {
    const folder = tempDir();
    writeFileSync(path.join(folder, 'crd.yaml'), TEXT);
    expect(await readSource(source, undefined)).toBe(TEXT);
    expect(await readSource(source, folder)).toBe(TEXT);
  });

  it('is refused if its bytes are not those that are pinned', async () => {
    const folder = tempDir();
    writeFileSync(path.join(folder, 'crd.yaml'), `${TEXT}# changed`);
    await expect(readSource(source, folder)).rejects.toThrow('imports/sources.json pins');
    await expect(readSource({ ...source, sha256: 'x' }, undefined)).rejects.toThrow('check the upstream change');
  });
});

describe('a CRD', () => {
  it('is reduced to one version, without prose and status', () => {
    const crd = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Thing, plural: things, singular: thing, listKind: ThingList }
  versions:
    - name: v1
      schema: { openAPIV3Schema: { type: object, description: old } }
    - name: v2
      schema:
        openAPIV3Schema:
          type: object
          description: A thing.
          properties:
            spec: { type: object, properties: { description: { type: string, description: What it is. } } }
            status: { type: object }
`;
    expect(reduceCrd(crd, 'Thing', 'v2').schema).toEqual({
      type: 'object',
      properties: { spec: { type: 'object', properties: { description: { type: 'string' } } } },
    });
    expect(() => reduceCrd(crd, 'Thing', 'v3')).toThrow('has no version v3');
  });
});
