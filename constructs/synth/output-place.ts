import type { IConstruct } from 'constructs';

import { ArgumentError, quote } from './argument';

const FOLDER = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/;
const FILE = /^[0-9]{2}-[a-z0-9]([a-z0-9.-]*[a-z0-9])?\.yaml$/;

/** Types of the metadata of a construct that say where it is written. */
const OUTPUT_FOLDER = 'cdk8s-otel-skupper/output-folder';
const OUTPUT_FILE = 'cdk8s-otel-skupper/output-file';

/**
 * Writes a construct, with everything below it, to a file of another name than that of its phase and its own; sync waves stay as they
 * are. Within a file, objects are in the order they are applied in.
 *
 * @param file name of the file in the folder of the site, for example `10-interior.yaml`: two digits, which files are applied in the
 *   order of, and a name of lower-case letters, digits, `-` and `.`. With folders before it, it is below the output folder, and what is
 *   in another folder than that of its site is none of its affair any more: neither for commands nor for Argo CD
 * @throws ArgumentError if it is no such name
 */
export function setOutputFile(construct: IConstruct, file: string): void {
  const slash = file.lastIndexOf('/');
  const name = file.slice(slash + 1);
  if (!FILE.test(name)) {
    const fix = 'begin with two digits and a dash, and end in .yaml, for example 10-gateway.yaml';
    throw new ArgumentError(construct, 'file', `has to be the name of a numbered file, received ${quote(file)}`, fix);
  }
  if (slash >= 0) setOutputFolder(construct, file.slice(0, slash));
  construct.node.addMetadata(OUTPUT_FILE, name);
}

/** Writes a construct, with everything below it, below the output folder to this folder. @throws ArgumentError if it is no path there */
export function setOutputFolder(construct: IConstruct, folder: string): void {
  if (!folder.split('/').every((part) => FOLDER.test(part))) {
    const message = `has to be a path below the output folder, received ${quote(folder)}`;
    throw new ArgumentError(construct, 'folder', message, "use lower-case letters, digits, '-' and '.', for example 'clusters/berlin'");
  }
  construct.node.addMetadata(OUTPUT_FOLDER, folder);
}

/** The folder that was said for a construct, or for one above it. */
export function tryFindOutputFolder(construct: IConstruct): string | undefined {
  return findUpwards(OUTPUT_FOLDER, construct);
}

/** The name of the file that was said for a construct, or for one above it. */
export function tryFindOutputFile(construct: IConstruct): string | undefined {
  return findUpwards(OUTPUT_FILE, construct);
}

/** The folders that a path is below, from the output folder on. */
export function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('/'));
}

function findUpwards(what: string, construct: IConstruct): string | undefined {
  for (let scope: IConstruct | undefined = construct; scope !== undefined; scope = scope.node.scope) {
    const found = scope.node.metadata.findLast(({ type }) => type === what);
    if (found !== undefined) return found.data as string;
  }
  return undefined;
}
