import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import * as path from 'node:path';

import * as fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { stringify } from 'yaml';

import { FleetField } from '../../constructs';
import { LIBRARY } from '../command';
import { ROOT, tempDir } from '../helpers';
import { file, findings, found, inYaml, NAME, read, SHOP, TEXT } from './found';

describe('a data file', () => {
  const rows = [
    { name: 'bern', namespace: 'telemetry', region: 'eu', replicas: 3, buffered: true, note: 'Bundesplatz 1, left' },
    { name: 'austin', namespace: 'shops', region: 'us', replicas: 1, buffered: false, note: undefined },
  ];

  it('is read into typed rows, from CSV', () => {
    const shops = read('region,name,namespace,replicas,buffered,note\neu,bern,,3,true,"Bundesplatz 1, left"\nus,austin,shops,,,\n', SHOP);
    expect(shops).toEqual(rows);
    expectTypeOf(shops).toEqualTypeOf<
      readonly {
        readonly name: string;
        readonly namespace: string;
        readonly region: 'eu' | 'us';
        readonly replicas: number;
        readonly buffered: boolean;
        readonly note: string | undefined;
      }[]
    >();
  });

  it('is read from YAML and JSON, as a list or by the name of the site', () => {
    const list = rows.map(({ note, ...row }) => ({ ...row, note: note ?? null }));
    const keyed = Object.fromEntries(list.map(({ name, ...row }) => [name, row]));
    for (const data of [list, keyed]) {
      expect(read(stringify(data), SHOP, 'shops.yaml')).toEqual(rows);
      expect(read(stringify(data), SHOP, 'SHOPS.YML')).toEqual(rows);
      expect(read(JSON.stringify(data), SHOP, 'shops.json')).toEqual(rows);
      expect(read(JSON.stringify(data, null, '\t'), SHOP, 'shops.json')).toEqual(rows);
    }
    expect(read('bern:\naustin: {}\n', { ...NAME, n: FleetField.number({ optional: true }) }, 'shops.yaml')).toEqual([
      { name: 'bern', n: undefined },
      { name: 'austin', n: undefined },
    ]);
  });

  it('is named from the current directory, in findings as the program names it', () => {
    const relative = path.relative(process.cwd(), file('name\nBern\n'));
    expect(findings(relative, NAME)).toEqual([
      {
        rule: 'fleet/data',
        severity: 'error',
        path: `${relative}:2`,
        location: 'name',
        message: 'name has to be a DNS label of at most 63 characters, received "Bern"',
        fix: 'use lower-case letters, digits and "-", beginning and ending with a letter or digit',
        docs: 'docs/rules/fleet/data.md',
      },
    ]);
  });

  it('gives rows that cannot be changed and have their fields alone', () => {
    const [row] = read(
      '- {name: a, list: [x]}',
      { ...NAME, list: FleetField.list(), ['__proto__']: FleetField.text({ default: 'y' }) },
      'f.yaml',
    );
    expect(Object.isFrozen(row) && Object.isFrozen(row?.list)).toBe(true);
    expect(Object.keys(row ?? {})).toEqual(['name', 'list', '__proto__']);
    expect(found('name,constructor\na,b\n', NAME)).toEqual(['shops.csv:1 constructor: the column "constructor" is no field']);
  });

  it('with every value as it was, whatever format it is in', () => {
    const cell = (value: unknown): string => `"${String(value).replaceAll('"', '""')}"`;
    const columns = ['name', 'text', 'integer', 'number', 'boolean', 'choice', 'list'] as const;
    const fields = {
      name: FleetField.siteName(),
      text: FleetField.text(),
      integer: FleetField.integer(),
      number: FleetField.number(),
      boolean: FleetField.boolean(),
      choice: FleetField.oneOf(['a', ' b', 'true', '"', '1']),
      list: FleetField.list(),
    };
    // Line breaks are line feeds in every format.
    const text = fc.string({ unit: 'binary', minLength: 1 }).filter((value) => !/[\r\ud800-\udfff]/u.test(value));
    const row = fc.record({
      name: fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/),
      text: fc.oneof(text, fc.constantFrom('007', 'true', 'null', '<<', '*a', '=1', '\n', ' ', 'a\n\nb', '\ufeff')),
      integer: fc.maxSafeInteger(),
      number: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
      boolean: fc.boolean(),
      choice: fc.constantFrom('a', ' b', 'true', '"', '1'),
      list: fc.array(fc.stringMatching(/^[^\s;]+$/), { minLength: 1 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ({ name }) => name, minLength: 1, maxLength: 5 }), (rows) => {
        const csv = [columns.join(), ...rows.map((r) => columns.map((name) => cell(name === 'list' ? r.list.join(';') : r[name])).join())];
        expect(read(csv.join('\n'), fields)).toEqual(rows);
        expect(read(csv.map((line) => `${line}\n\n`).join(''), fields)).toEqual(rows);
        expect(read(JSON.stringify(rows), fields, 'shops.json')).toEqual(rows);
        expect(read(stringify(rows), fields, 'shops.yaml')).toEqual(rows);
      }),
      { numRuns: 50 },
    );
  });
});

describe('all that is wrong with a file', () => {
  it('is found at once, each with its line and field', () => {
    const text = 'name,region,replicas,buffered\nBern,eu,3,true\nlyon,fr,08,yes\nlyon,,10,\n';
    expect(found(text, SHOP)).toEqual([
      'shops.csv:2 name: name has to be a DNS label of at most 63 characters, received "Bern"',
      'shops.csv:3 buffered: buffered has to be true or false, received "yes"',
      'shops.csv:3 region: region has to be one of "eu", "us", received "fr"',
      'shops.csv:3 replicas: replicas has to be an integer from 1 to 9, received "08"',
      'shops.csv:4 name: the site "lyon" is there already, in line 3',
      'shops.csv:4 region: region has to be one of "eu", "us", received nothing',
      'shops.csv:4 replicas: replicas has to be an integer from 1 to 9, received "10"',
    ]);
    expect(inYaml('- name: Bern\n  region: eu\n\n# two\n- name: lyon\n  region: fr\n  replicas: 08\n', SHOP)).toEqual([
      'shops.yaml:1 name: name has to be a DNS label of at most 63 characters, received the text "Bern"',
      'shops.yaml:6 region: region has to be one of "eu", "us", received the text "fr"',
      'shops.yaml:7 replicas: replicas has to be an integer from 1 to 9, received the number "08"',
    ]);
  });

  it('is counted in true lines, after cells of several lines, blank lines and a byte order mark', () => {
    const lines = ['', 'name,note', 'a,"x', '', 'y"', '', '', 'B,', 'c,"""x"""', 'D,"', '"', 'E,'];
    const expected = [8, 10, 12].map((line) => expect.stringContaining(`shops.csv:${line} name`) as string);
    for (const end of ['\n', '\r\n', '\r']) {
      const byLine = found(`\ufeff${lines.join(end)}`, { ...NAME, note: SHOP.note }).sort((a, b) => a.length - b.length);
      expect(byLine).toHaveLength(3);
      expect(byLine).toEqual(expect.arrayContaining(expected));
    }
    expect(read('name,note\r\na,"x\r\ny"\nb,z', { ...NAME, note: SHOP.note })).toEqual([
      { name: 'a', note: 'x\ny' },
      { name: 'b', note: 'z' },
    ]);
  });

  it('names columns once, not in every row', () => {
    expect(found('name,regoin,,name\na,eu,,b\nb,eu,,c\n', SHOP)).toEqual([
      'shops.csv:1 : a column without a name is no field',
      'shops.csv:1 name: the column "name" is there twice',
      'shops.csv:1 region: there is no column region',
      'shops.csv:1 regoin: the column "regoin" is no field',
    ]);
    const [first] = findings(file('name,regoin\n'), SHOP);
    expect(first?.fix).toBe('add some, or correct the name of the file');
    expect(findings(file('name,regoin\na,b'), SHOP)[1]?.fix).toBe('there are name, namespace, region, replicas, buffered, note');
  });

  it('are rows with too few or too many cells', () => {
    expect(found('name,region\na\nb,eu\nc,"e,u"\nd,e,u\n   \n', SHOP)).toEqual([
      'shops.csv:2: the row has 1 cell, and the header 2',
      'shops.csv:4 region: region has to be one of "eu", "us", received "e,u"',
      'shops.csv:5: the row has 3 cells, and the header 2',
      'shops.csv:6: the row has 1 cell, and the header 2',
    ]);
  });

  it('are files without rows', () => {
    for (const text of ['', '\n\n', '\ufeff', 'text\n']) expect(found(text, TEXT)).toEqual(['shops.csv:1: the file has no rows']);
    for (const text of ['', '# none\n', '[]', '{}', '---\n', '~'])
      expect(inYaml(text, NAME)).toEqual(['shops.yaml:1: the file has no rows']);
  });
});

describe('a YAML file', () => {
  it('may have anchors, aliases and merge keys, of which own fields go first', () => {
    const text = `
- &first { name: a, region: eu, replicas: 2, note: &note left }
- <<: *first
  name: b
  note: *note
- name: c
  <<: [{ region: us }, *first]
  replicas: ~
`;
    expect(read(text, SHOP, 'shops.yaml').map(({ name, region, replicas, note }) => [name, region, replicas, note])).toEqual([
      ['a', 'eu', 2, 'left'],
      ['b', 'eu', 2, 'left'],
      ['c', 'us', 1, 'left'],
    ]);
    expect(read('%YAML 1.1\n---\n- &a { text: x }\n- { <<: *a }\n', TEXT, 'f.yaml')).toEqual([{ text: 'x' }, { text: 'x' }]);
    expect(read('- &a { text: x, <<: *a }\n- *a\n', TEXT, 'f.yaml')).toEqual([{ text: 'x' }, { text: 'x' }]);
  });

  it('that merges a fault has it once, where it stands', () => {
    expect(inYaml('- &a { name: a, region: fr }\n- { <<: *a, name: b }\n- { <<: *a, name: c }\n', SHOP)).toEqual([
      'shops.yaml:1 region: region has to be one of "eu", "us", received the text "fr"',
    ]);
    expect(inYaml('- { name: a, region: eu, <<: b }\n', SHOP)).toEqual(['shops.yaml:1 <<: << takes in mappings alone']);
    expect(inYaml('- { text: *b }\n- &b { text: *b }\n', TEXT)).toEqual(['shops.yaml:1: no anchor before *b has its name']);
    expect(inYaml('- &b { text: *b }\n', TEXT)).toEqual(['shops.yaml:1 text: text has to be a text, received a mapping']);
    expect(inYaml('- &a { name: a }\n- { <<: *a }\n- *a\n', NAME)).toEqual([
      'shops.yaml:2 name: the site "a" is there already, in line 1',
      'shops.yaml:3 name: the site "a" is there already, in line 1',
    ]);
  });

  it('has every field and every site once', () => {
    expect(inYaml('- text: a\n  text: b\n  text: c\n', TEXT)).toEqual([
      'shops.yaml:2 text: text is there twice, first in line 1',
      'shops.yaml:3 text: text is there twice, first in line 1',
    ]);
    expect(inYaml('a: {}\n\na: {}\n', NAME)).toEqual(['shops.yaml:3 name: the site "a" is there already, in line 1']);
    expect(inYaml('a:\n  name: b\n', NAME)).toEqual([
      'shops.yaml:2 name: the name of the site stands in line 1 already, before its fields',
    ]);
    expect(inYaml('17: {}\n', NAME)[0]).toContain('received the number "17"');
  });

  it('names fields that are there, in the rows that have others', () => {
    expect(inYaml('- text: a\n  txet:\n- { 1: a }\n', TEXT)).toEqual([
      'shops.yaml:2 txet: "txet" is no field',
      'shops.yaml:3 1: "1" is no field',
      'shops.yaml:3 text: text has to be a text, received nothing',
    ]);
  });

  it('holds rows', () => {
    expect(inYaml('shops\n', NAME)[0]).toContain('the file has to be a list of mappings');
    expect(inYaml('- a\n-\n', NAME)).toEqual([
      'shops.yaml:1: a site has to be a mapping of fields, received the text "a"',
      'shops.yaml:2: a site has to be a mapping of fields, received nothing',
    ]);
    expect(inYaml('shops:\n  - a\n', NAME)).toEqual([
      'shops.yaml:1: the site "shops" has to be a mapping of fields, received the list "a"',
    ]);
    expect(inYaml('a: {}\n', TEXT)).toEqual(['shops.yaml:1: the file is a mapping by the name of the site, and no field is one']);
  });
});

describe('a file that cannot be read', () => {
  const reasons = (where: string): string[] =>
    findings(where, NAME).map(({ rule, path: at, message }) => `${rule} ${at.replace(path.dirname(where), '')}: ${message}`);

  it('is told why in words', () => {
    const folder = path.join(tempDir(), 'shops.csv');
    mkdirSync(folder);
    expect(reasons(folder)).toEqual(['fleet/file /shops.csv: the path is that of a folder']);
    expect(reasons(path.join(folder, 'shops.json'))).toEqual(['fleet/file /shops.json: the file is not there']);
    expect(reasons(file('', 'shops.txt'))).toEqual(['fleet/file /shops.txt: the name of the file does not say its format']);
    expect(findings(file('', 'shops'), NAME)[0]?.fix).toBe('end it in one of .csv, .yaml, .yml, .json');
    expect(found(Buffer.from('name\nZürich', 'latin1'), NAME)).toEqual(['shops.csv: the file is not in UTF-8']);
    expect(reasons(path.join(folder, 'x'.repeat(300) + '.csv'))[0]).toContain('the file cannot be read: ENAMETOOLONG');
    const shut = file('name\na\n');
    chmodSync(shut, 0);
    if (process.getuid?.() !== 0) expect(reasons(shut)).toEqual(['fleet/file /shops.csv: the file may not be read']);
  });

  it('has the line where it cannot be parsed', () => {
    expect(found('name\na\n\n\n"b\nc\n', NAME)).toEqual(['shops.csv:5: a double quote is opened in this row and never closed']);
    expect(found('name\n"é\n"\n"b', NAME)).toEqual(['shops.csv:4: a double quote is opened in this row and never closed']);
    expect(found('name\na\nb"c"\n', NAME)).toEqual(['shops.csv:3: a cell that is not in quotes has a quote in it']);
    expect(found('name\na\n"b"c\n', NAME)).toEqual(['shops.csv:3: a cell goes on after its closing quote']);
    expect(found('name;region\na;eu\n', SHOP)).toEqual(['shops.csv:1: has semicolons between its columns']);
    expect(found('name\tregion\na\teu\n', SHOP)).toEqual(['shops.csv:1: has tabs between its columns']);
    expect(inYaml('a: {}\n---\nb: {}\n', NAME)).toEqual(['shops.yaml:2: holds more than one document']);
    expect(inYaml('- name: a\n  name: "b" "c"\n  ? @d\n', NAME).map((line) => line.split(': ', 2).join(': '))).toEqual([
      'shops.yaml:2: cannot be parsed',
      'shops.yaml:3: cannot be parsed',
    ]);
    expect(found('[{"name": a}]', NAME, 'f.json')).toEqual(['f.json:1: cannot be parsed: Unresolved plain scalar "a"']);
    expect(found('[{"name": "a"},] # x', NAME, 'f.json')[0]).toContain('f.json: is YAML, but no JSON: ');
    expect(found('['.repeat(50_000), NAME, 'f.json')).toHaveLength(1);
  });
});

describe('the parsers of data files', () => {
  it('are loaded when a file of their format is read, and not before', () => {
    const program = `
      const loaded = () => console.log(['csv-parse/sync', 'yaml'].filter((name) => require.cache[require.resolve(name)]).join());
      const { readFleet, FleetField } = require(${JSON.stringify(LIBRARY)});
      loaded();
      readFleet(${JSON.stringify(file('name\na\n'))}, { name: FleetField.siteName() });
      loaded();
      readFleet(${JSON.stringify(file('[{"name": "a"}]', 'shops.json'))}, { name: FleetField.siteName() });
      loaded();`;
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', program], { cwd: ROOT, encoding: 'utf8' });
    expect([stderr, stdout]).toEqual(['', '\ncsv-parse/sync\ncsv-parse/sync,yaml\n']);
  });
});
