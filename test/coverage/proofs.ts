import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

import * as ts from 'typescript';

import { ROOT } from '../root';

/** A test, or a group of them, that has tags. */
export interface Proof {
  /** From the folder of this project, with slashes. */
  readonly file: string;
  /** Titles from the outermost group inwards, as they are written. */
  readonly title: string;
  readonly tags: readonly string[];
}

const TESTS = new Set(['describe', 'it', 'test']);

/** Every test below `test/` that has tags. Read, not run: tests on clusters need programs that take long to build. */
export function proofs(): readonly Proof[] {
  const files = readdirSync(path.join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .map((file) => `test/${file.replaceAll(path.sep, '/')}`)
    .filter((file) => /\.(test|cluster)\.ts$/.test(file) && !file.includes('/.'));
  return files.sort().flatMap((file) => proofsIn(file, readFileSync(path.join(ROOT, file), 'utf8')));
}

/**
 * The tests with tags of one file.
 *
 * @throws if tags are there that cannot be read: they have to be a text or a list of texts, beside a title that is a text
 */
export function proofsIn(file: string, text: string): readonly Proof[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
  const visit = (node: ts.Node, titles: readonly string[]): readonly Proof[] => {
    if (ts.isCallExpression(node) && isLeftOut(node)) return [];
    const group = ts.isCallExpression(node) && TESTS.has(rootOf(node)) && node.arguments.length > 1 ? node : undefined;
    const title = group && titleOf(group.arguments[0]);
    const tags = group && tagsOf(file, source, group);
    if (tags !== undefined && title === undefined) throw unreadable(file, source, node);
    const inner = title === undefined ? titles : [...titles, title];
    const below: Proof[] = [];
    ts.forEachChild(node, (child) => {
      below.push(...visit(child, inner));
    });
    return tags === undefined ? below : [{ file, title: inner.join(' '), tags }, ...below];
  };
  return visit(source, []);
}

/** What does not run proves nothing. */
function isLeftOut({ expression }: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(expression) && ['skip', 'todo'].includes(expression.name.text) && TESTS.has(rootOf(expression));
}

/** Of `it.each(table)(…)` it is `it`. */
function rootOf(node: ts.Expression): string {
  if (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) return rootOf(node.expression);
  return ts.isIdentifier(node) ? node.text : '';
}

function titleOf(node: ts.Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `%s${literal.text}`).join('');
}

function tagsOf(file: string, source: ts.SourceFile, { arguments: [, options] }: ts.CallExpression): readonly string[] | undefined {
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return undefined;
  const property = options.properties.find(({ name }) => name !== undefined && ts.isIdentifier(name) && name.text === 'tags');
  if (property === undefined) return undefined;
  if (!ts.isPropertyAssignment(property)) throw unreadable(file, source, property);
  const { initializer } = property;
  const values: readonly ts.Expression[] = ts.isArrayLiteralExpression(initializer) ? initializer.elements : [initializer];
  return values.map((value) => {
    if (!ts.isStringLiteralLike(value)) throw unreadable(file, source, value);
    return value.text;
  });
}

function unreadable(file: string, source: ts.SourceFile, node: ts.Node): Error {
  const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return new Error(`${file}:${line + 1}: tags have to be a text or a list of texts, beside a title that is a text`);
}
