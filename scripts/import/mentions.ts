import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';

import type { VERSIONS } from '../../imports/versions';

/** Upstream versions by the name of their project. */
export type Versions = Readonly<Record<keyof typeof VERSIONS, string>>;

/** Files and folders that mention upstream versions in text, where code cannot read them. */
const PLACES = ['README.md', 'bench/programs', 'cli', 'constructs', 'docs', 'examples', 'ops', 'test/broken'];

/** Pages that report the versions of the run that wrote them. */
const MEASURED = ['docs/performance.md', 'docs/results.md'];

const link = (repository: string): string =>
  `(?:github|raw\\.githubusercontent)\\.com/${repository}/(?:(?:tree|blob|releases/download|releases/tag)/)?v?`;
const image = (name: string): string => `(?<![\\w-])${name}:v?`;
const csv = (name: string): string => `(?<![\\w-])${name}\\.v`;
const chart = (name: string): string => `\`${name}\` v?|--install ${name} [^\\n]*--version v?`;
/** A name in a sentence or in the cell before the version. "From Skupper 2.2.1 on" does not match: a bump does not change that fact. */
const prose = (name: string): string => `(?<![Ff]rom )(?<![\\w-])${name}\\s+(?:\\| +)?`;

/** How texts mention a project: the text before the version, and the versions that may follow. */
const MENTIONS: readonly (readonly [before: string, ...versions: (keyof Versions)[]])[] = [
  [link('open-telemetry/opentelemetry-collector(?:-contrib|-releases)?'), 'collector'],
  [image('opentelemetry-collector(?:-k8s|-contrib|-otlp)?'), 'collector'],
  [image('telemetrygen'), 'collector'],
  [prose('(?:[Cc]ollector|`telemetrygen`|image at)'), 'collector'],
  [link('open-telemetry/opentelemetry-operator'), 'opentelemetryOperator'],
  [prose('(?:OpenTelemetry|of) operator'), 'opentelemetryOperator'],
  [chart('opentelemetry-operator'), 'opentelemetryOperatorChart'],
  [csv('opentelemetry-operator'), 'opentelemetryOperatorOfRedHat'],
  [link('skupperproject/skupper'), 'skupper', 'skupperV1'],
  [image('skupper-operator-index'), 'skupperV1'],
  [prose('Skupper(?: v1)?'), 'skupper', 'skupperV1'],
  [prose('install version'), 'skupper'],
  [chart('skupper'), 'skupper'],
  [csv('skupper-operator'), 'skupperV1', 'skupperOfRedHat'],
  [link('cert-manager/cert-manager'), 'certManager'],
  [prose('cert-manager'), 'certManager'],
  [chart('cert-manager'), 'certManager'],
  [csv('cert-manager'), 'certManagerInOperatorHub'],
  [prose('cert-manager ends at'), 'certManagerInOperatorHub'],
  [image('jaegertracing/jaeger'), 'jaeger'],
  [prose('Jaeger'), 'jaeger'],
  [image('jaegertracing/all-in-one'), 'jaegerAllInOne'],
  [prose('all-in-one image of'), 'jaegerAllInOne'],
  [link('jaegertracing/jaeger-operator'), 'jaegerOperator'],
  [prose('Jaeger operator'), 'jaegerOperator'],
  [csv('jaeger-operator'), 'jaegerOperatorInOperatorHub'],
  [prose('Jaeger at'), 'jaegerOperatorInOperatorHub'],
  [link('operator-framework/operator-lifecycle-manager'), 'olm'],
  [link('argoproj/argo-cd'), 'argoCd'],
  [prose('CRDs of'), 'argoCd'],
];

const PATTERNS = MENTIONS.map(([before, ...keys]) => ({ pattern: new RegExp(`(${before})(\\d+\\.\\d+\\.\\d+(?:-[\\w-]+)?)`, 'g'), keys }));

/** An upstream version in a text. */
export interface Mention {
  readonly text: string;
  readonly version: string;
  readonly keys: readonly (keyof Versions)[];
}

/** Returns the upstream versions that a text mentions. */
export function mentionsIn(text: string): readonly Mention[] {
  return PATTERNS.flatMap(({ pattern, keys }) =>
    [...text.matchAll(pattern)].map(([found, , version = '']) => ({ text: found, version, keys })),
  );
}

/** Returns a text in which every mention of an old version states the new one. */
export function updateMentions(text: string, before: Versions, after: Versions): string {
  return PATTERNS.reduce(
    (updated, { pattern, keys }) =>
      updated.replace(pattern, (found: string, name: string, version: string) => {
        const key = keys.find((candidate) => before[candidate] === version);
        return key === undefined ? found : `${name}${after[key]}`;
      }),
    text,
  );
}

/** Returns the files that may mention upstream versions, as paths below a folder. */
export function filesWithMentions(root: string): readonly string[] {
  const files = PLACES.flatMap((place) =>
    path.extname(place) !== ''
      ? [place]
      : readdirSync(path.join(root, place), { recursive: true, encoding: 'utf8' }).map(
          (file) => `${place}/${file.replaceAll(path.sep, '/')}`,
        ),
  );
  return files.filter((file) => /\.(?:ts|md|cjs)$/.test(file) && !MEASURED.includes(file));
}

/** Rewrites the upstream versions in texts below a folder. */
export async function rewriteMentions(root: string, before: Versions, after: Versions): Promise<void> {
  for (const file of filesWithMentions(root)) {
    const place = path.join(root, file);
    const text = await readFile(place, 'utf8');
    const updated = updateMentions(text, before, after);
    if (updated !== text) await writeFile(place, updated);
  }
}
