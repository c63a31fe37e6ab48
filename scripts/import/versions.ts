import { readFile } from 'node:fs/promises';
import * as path from 'node:path';

import type { SourceGroup } from './sources';

/** Versions and channels that no imported file has, pinned by hand in `imports/sources.json`. */
interface Pins {
  /** Day on which the pins were last compared with upstream. */
  readonly checked: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Channels of OLM by catalogue and operator. */
  readonly channels: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Upstream versions by the name of their project, and the pins that state no version. */
export interface Upstream extends Omit<Pins, 'versions'> {
  readonly versions: Readonly<Record<string, string>>;
}

/** Reads every upstream version from the pins of CRDs, of the collector's distributions and of all else. */
export async function readUpstream(importsDir: string): Promise<Upstream> {
  const read = async (file: string): Promise<unknown> => JSON.parse(await readFile(path.join(importsDir, file), 'utf8'));
  const { sources, pins } = (await read('sources.json')) as { sources: readonly SourceGroup[]; pins: Pins };
  const { distributions } = (await read('otelcol/sources.json')) as { distributions: { version: string } };
  const imported = Object.fromEntries(sources.map(({ project, version }) => [camel(project), version]));
  return { ...pins, versions: { ...imported, collector: distributions.version, ...pins.versions } };
}

/** Returns `imports/versions.ts`. */
export function generateVersions({ versions, channels, checked }: Upstream): string {
  const literal = (value: unknown): string => JSON.stringify(value, undefined, 2);
  return `/** Upstream versions that this package is made for. */
export const VERSIONS = ${literal(versions)} as const;

/** Channels of OLM by catalogue and operator. */
export const CHANNELS = ${literal(channels)} as const;

/** Day on which versions, charts and channels were last compared with upstream. */
export const VERSIONS_CHECKED = ${literal(checked)};
`;
}

/** `certManager` for the project `cert-manager`. */
function camel(project: string): string {
  return project.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
