import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

import type { TopologyObject } from '../../constructs';
import { describeName, nameOf, type KubeObject, type ObjectName } from '../cluster/kube-object';
import { OperationError } from '../operation-error';

/** An object and the file that it is in. */
export interface ManifestObject {
  /** Path of the file, as a user would open it. */
  readonly file: string;
  readonly object: KubeObject;
}

/** An object and its file in words. */
export function describeManifest({ file, object }: ManifestObject): string {
  return `${file}: ${describeName(nameOf(object))}`;
}

/**
 * The objects of folders, in the order of files and in the files. What is in the folders beside them is left out: a Kustomization, or what
 * another site has there.
 *
 * @param outdir the output folder
 * @param files what synthesis wrote, below it
 * @param wanted the objects, as `network.json` has them
 * @throws OperationError if a file or an object is not there
 */
export async function readFolders(
  outdir: string,
  files: readonly string[],
  folders: readonly string[],
  wanted: readonly TopologyObject[],
): Promise<readonly ManifestObject[]> {
  const { parseAllDocuments } = await import('yaml');
  const missing = new Map(wanted.map((object) => [keyOf(object), object]));
  const found = files
    .filter((file) => folders.includes(path.posix.dirname(file)))
    .flatMap((relative) => {
      const file = path.join(outdir, relative);
      if (!existsSync(file)) throw incomplete(`${file} is not there`);
      const documents = parseAllDocuments(readFileSync(file, 'utf8'));
      if (documents.some(({ errors }) => errors.length > 0)) throw incomplete(`${file} cannot be read as YAML`);
      return documents.flatMap((document): readonly ManifestObject[] => {
        const object = document.toJS() as KubeObject | null;
        return isObject(object) && missing.delete(keyOf(nameOf(object))) ? [{ file, object }] : [];
      });
    });
  const [first] = missing.values();
  if (first !== undefined) throw incomplete(`no file of ${outdir} has the ${describeName(first)}, which network.json names`);
  return found;
}

function isObject(object: Partial<KubeObject> | null): object is KubeObject {
  return object?.metadata !== undefined;
}

function keyOf({ apiVersion, kind, namespace = '', name }: ObjectName): string {
  return [apiVersion, kind, namespace, name].join('\n');
}

function incomplete(message: string): OperationError {
  return new OperationError('failure', message, 'synthesize the network anew');
}
