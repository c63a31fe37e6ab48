import { parseAllDocuments } from 'yaml';

import { record } from '../../constructs/synth/record';
import { readTree, type KubeObject } from '../helpers';
import type { Tree } from './facts';

/** Namespace of both sites: the original's objects name none. */
export const NAMESPACE = 'linked';
const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/** Every object of an output, with its file. */
export function objectsIn(folder: string): readonly { readonly file: string; readonly object: KubeObject }[] {
  const files = Object.entries(readTree(folder)).filter(([file]) => file.endsWith('.yaml'));
  return files.flatMap(([file, text]) => parseAllDocuments(text).map((document) => ({ file, object: document.toJS() as KubeObject })));
}

/** The objects of an output by file, without what all of them have beside the original's: their namespace and their sync wave. */
export function objectsByFile(folder: string): Tree {
  const tree: Record<string, Record<string, object>> = {};
  for (const { file, object } of objectsIn(folder)) {
    const { kind, metadata } = object;
    tree[file] = { ...tree[file], [`${kind} ${metadata.name}`]: factsOf(object) };
  }
  return tree;
}

function factsOf({ kind: _, metadata, ...object }: KubeObject): object {
  const { name: _name, namespace, annotations = {}, ...rest } = metadata;
  const others = Object.fromEntries(Object.entries(annotations).filter(([key]) => key !== SYNC_WAVE));
  const own = {
    ...rest,
    ...(namespace !== NAMESPACE && namespace !== undefined && { namespace }),
    ...(Object.keys(others).length > 0 && { annotations: others }),
  };
  return { ...record(object), ...(Object.keys(own).length > 0 && { metadata: own }) };
}
