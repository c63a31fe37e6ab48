import { readdirSync } from 'node:fs';
import * as path from 'node:path';

import { ROOT } from './root';

/** The pages of the documentation, as paths below the folder of this project. */
export const PAGES: readonly string[] = [
  'README.md',
  'AGENTS.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((file) => `docs/${file.replaceAll(path.sep, '/')}`),
].filter((file) => file.endsWith('.md'));

/** The TypeScript programs of a page. */
export function fenced(text: string): string[] {
  return [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map((match) => match[1] ?? '');
}

/** A program that imports the library from a path instead of the package. */
export function local(program: string, constructs: string): string {
  return program.replaceAll("'cdk8s-otel-skupper'", `'${constructs}'`);
}
