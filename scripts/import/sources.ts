import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';

/** One upstream CRD file, pinned by version, address and digest. */
export interface SourceFile {
  /** Path below the folder given by `--from`. */
  readonly file: string;
  readonly kind: string;
  /** The one version of the kind that this package emits. */
  readonly apiVersion: string;
  readonly url: string;
  readonly sha256: string;
}

/** The CRD files of one API group. */
export interface SourceGroup {
  readonly group: string;
  readonly project: string;
  readonly version: string;
  readonly files: readonly SourceFile[];
}

/** Reads the pins from `imports/sources.json`. */
export async function readSources(importsDir: string): Promise<readonly SourceGroup[]> {
  const text = await readFile(path.join(importsDir, 'sources.json'), 'utf8');
  return (JSON.parse(text) as { sources: readonly SourceGroup[] }).sources;
}

/**
 * Reads one pinned file, from a local folder or from its address.
 *
 * @throws if the content does not have the pinned digest.
 */
export async function readSource(source: SourceFile, from: string | undefined): Promise<string> {
  const bytes = from === undefined ? await download(source.url) : await readFile(path.join(from, source.file));
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (digest !== source.sha256) {
    throw new Error(
      `${source.file}: sha256 is ${digest}, imports/sources.json pins ${source.sha256}; check the upstream change, then change the pin`,
    );
  }
  return bytes.toString('utf8');
}

async function download(url: string): Promise<Buffer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status} ${response.statusText}`);
  return Buffer.from(await response.arrayBuffer());
}
