import { readFileSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import { compile, expectErrors, projectOptions, uncompilable, type Programs } from '../compile';
import { ROOT } from '../helpers';
import { fenced, local, PAGES } from '../pages';

/** The programs of the documentation, as files of this folder: imports are resolved from here. */
const documented: Programs = Object.fromEntries(
  PAGES.flatMap((page) =>
    fenced(readFileSync(path.join(ROOT, page), 'utf8')).map((program, i) => [
      path.join(__dirname, `${page.replaceAll('/', '-')}-${String(i)}.ts`),
      local(program, '../../constructs'),
    ]),
  ),
);
const broken = uncompilable();
// All programs are compiled at once: most of the time goes into reading the types of the library.
const errors = compile({ ...documented, ...broken }, projectOptions());

describe('a program of the documentation compiles', () => {
  it('there are some', () => {
    expect(Object.keys(documented).length).toBeGreaterThan(1);
  });

  it.each(Object.keys(documented).map((file) => [path.basename(file), file]))('%s', (_, file) => {
    expect(errors.get(file)).toEqual([]);
  });
});

describe('the types refuse a program with a fault', () => {
  it.each(Object.entries(broken).map(([file, text]) => [path.relative(path.join(ROOT, 'test'), file), file, text]))(
    '%s',
    (_, file, text) => {
      expectErrors(text, errors.get(file));
    },
  );
});
