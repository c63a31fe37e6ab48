import { describe, expect, expectTypeOf, it } from 'vitest';

import { FleetField, readFleet } from '../../constructs';
import { file, findings, found, inYaml, NAME, read, TEXT } from './found';

describe('a value', () => {
  /** Whether a field accepts what stands in a cell, and what stands in YAML. */
  const accepted = (field: FleetField<unknown>, value: string): [boolean, boolean] => [
    found(`name,value\na,"${value}"\n`, { ...NAME, value: field }).length === 0,
    inYaml(`a: { value: ${value} }\n`, { ...NAME, value: field }).length === 0,
  ];

  it.each(['0', '7', '-7', '9007199254740991'])('%s is an integer', (value) => {
    expect(accepted(FleetField.integer(), value)).toEqual([true, true]);
  });

  it.each(['08', '-0', '+7', '7.0', '1e3', '0x10', '1_000', '1,000', ' 7', 'NaN', 'Infinity', '.inf', '.nan', '9007199254740992', 'x'])(
    '%s is no integer',
    (value) => {
      // Blanks around a value are nothing in YAML.
      expect(accepted(FleetField.integer(), value)).toEqual([false, value === ' 7']);
    },
  );

  it.each(['0.25', '-1e-3', '1E5', '12'])('%s is a number', (value) => {
    expect(accepted(FleetField.number(), value)).toEqual([true, true]);
  });

  it.each(['.5', '1.', '01.5', '1e999', 'NaN', '.nan', '-.inf', '0x1F', '1.5.2'])('%s is no number', (value) => {
    expect(accepted(FleetField.number(), value)).toEqual([false, false]);
  });

  it('is within its range, both ends included', () => {
    const field = FleetField.number({ min: -1, max: 1.5 });
    expect(['-1', '1.5', '-1.01', '1.51'].map((value) => accepted(field, value)[0])).toEqual([true, true, false, false]);
    const words = (of: FleetField<unknown>): string => found('value\n-100\n', { value: of })[0] ?? '';
    expect(words(FleetField.integer({ min: 2 }))).toContain('an integer of at least 2, received "-100"');
    expect(words(FleetField.integer({ max: -101 }))).toContain('an integer of at most -101, received "-100"');
    expect(words(field)).toContain('a number from -1 to 1.5, received "-100"');
  });

  it('that is true or false is written so', () => {
    const values = ['true', 'false', 'yes', 'no', '1', 'True', 'on'].map((value) => accepted(FleetField.boolean(), value));
    expect(values.map(([csv]) => csv)).toEqual([true, true, false, false, false, false, false]);
    // YAML takes True for a boolean.
    expect(values.map(([, yaml]) => yaml)).toEqual([true, true, false, false, false, true, false]);
  });

  it('that is the name of a site is a DNS label of at most 63 characters', () => {
    const good = ['a', '7', 'shop-17', 'a'.repeat(63)];
    const bad = ['Shop', '-a', 'a-', 'a.b', 'a_b', 'a'.repeat(64), 'é', 'a\n', ''];
    for (const name of good) expect(read(`name\n${name}\n`, NAME)).toEqual([{ name }]);
    for (const name of bad) expect(found(`name\n"${name}"\n`, NAME)).toHaveLength(1);
  });

  it('matches its pattern, in every row', () => {
    const fields = { text: FleetField.text({ pattern: /^[a-z]+$/g }) };
    expect(read('text\nab\nab\nab\n', fields)).toHaveLength(3);
    expect(found('text\nab\nAB\n', fields)).toEqual(['shops.csv:3 text: text has to be a text that matches /^[a-z]+$/g, received "AB"']);
  });

  it('that is a list has texts, none of them empty', () => {
    const fields = { hosts: FleetField.list({ default: ['none'] }) };
    expect(read('hosts\na\n"a; b c ;d"\n""\n', fields)).toEqual([{ hosts: ['a'] }, { hosts: ['a', 'b c', 'd'] }, { hosts: ['none'] }]);
    expect(read('[{hosts: [a, b;c]}, {hosts: []}, {}]', fields, 'f.yaml')).toEqual([
      { hosts: ['a', 'b;c'] },
      { hosts: [] },
      { hosts: ['none'] },
    ]);
    expect(found('hosts\na;;b\na;\n', fields)).toHaveLength(2);
    expect(inYaml('[{hosts: a}, {hosts: [1, a]}, {hosts: [~]}, {hosts: [""]}, {hosts: [[a]]}, {hosts: {a: b}}]', fields)).toEqual(
      ['the text "a"', 'the list "1;a"', 'the list "null"', 'the list ""', 'the list "[…]"', 'a mapping']
        .map((received) => `shops.yaml:1 hosts: hosts has to be a list of texts, received ${received}`)
        .sort(),
    );
  });

  it('of YAML is of its type: what to do about quotes is said', () => {
    const fixes = (value: string, field: FleetField<unknown>): string[] =>
      findings(file(`- value: ${value}\n`, 'f.yaml'), { value: field }).map(
        ({ message, fix }) => `${message.split(', ').at(-1) ?? ''}: ${fix}`,
      );
    expect(fixes('007', FleetField.text())).toEqual(['received the number "007": put it in quotes: "007"']);
    expect(fixes('true', FleetField.text())).toEqual(['received the boolean "true": put it in quotes: "true"']);
    expect(fixes('1.10', FleetField.oneOf(['1.10']))).toEqual(['received the number "1.10": put it in quotes: "1.10"']);
    expect(fixes('"7"', FleetField.integer())).toEqual(['received the text "7": write it without quotes']);
    expect(fixes('"true"', FleetField.boolean())).toEqual(['received the text "true": write it without quotes']);
    expect(fixes('"x"', FleetField.integer())).toEqual(['received the text "x": give an integer, in plain digits']);
    expect(fixes('2', FleetField.oneOf(['1']))).toEqual(['received the number "2": give one of "1"']);
    expect(fixes('!!binary eA==', FleetField.text())).toHaveLength(1);
    expect(fixes('null', FleetField.text())).toEqual(['received nothing: give a text']);
  });

  it('is shown by sixty characters at most', () => {
    const long = '😀x'.repeat(100);
    const shown = '😀x'.repeat(30);
    for (const found of [
      findings(file(`text\n${long}\n`), { text: FleetField.integer() }),
      findings(file(`${long}\na\n`), TEXT),
      findings(file(`- ${long}: a\n`, 'f.yaml'), TEXT),
      findings(file(`- {text: x, text: *${long}}`, 'f.yaml'), TEXT),
      findings(file(`- text: [${long}]\n`, 'f.yaml'), TEXT),
      findings(file(`- text: !${long.replaceAll('😀', 'y')} a\n`, 'f.yaml'), TEXT),
      findings(file(`- text: a\n  ? [${long}, ${long}]\n  : b\n`, 'f.yaml'), TEXT),
      findings(file(`- text: a\n"${long}"\n`, 'f.yaml'), TEXT),
      findings(file(`text\nx"${long}"\n`), TEXT),
      findings(file(`[{"text": "a" "${long}"}]`, 'f.json'), TEXT),
      findings(file(`[{"text": "${long}",}]`, 'f.json'), TEXT),
    ]) {
      expect(found.length).toBeGreaterThan(0);
      expect(JSON.stringify(found)).not.toMatch(/[😀xy]{61}/u);
    }
    expect(found(`text\n${long}\n`, { text: FleetField.integer() })[0]).toContain(`received "${shown}…"`);
  });
});

describe('a field', () => {
  it('refuses options that contradict each other', () => {
    expect(() => FleetField.integer({ min: 3, max: 2 })).toThrow('min has to be at most max, received 3 and 2');
    expect(() => FleetField.integer({ min: 0.5 })).toThrow('min has to be an integer, received 0.5');
    expect(() => FleetField.number({ max: NaN })).toThrow('max has to be a number, received NaN');
    expect(() => FleetField.integer({ min: 1, default: 0 })).toThrow('default has to be an integer of at least 1, received the number "0"');
    expect(() => FleetField.text({ pattern: /^a/, default: 'b' })).toThrow('[FleetField.text] error argument at default');
    expect(() => FleetField.list({ default: ['a', ''] })).toThrow('default has to be a list of texts');
    expect(() => FleetField.oneOf([])).toThrow('received none');
    expect(() => FleetField.oneOf(['a', 'a'])).toThrow('received "a", "a"');
    expect(() => FleetField.oneOf(['a', ''])).toThrow('values has to be texts that are not empty');
    expect(() => FleetField.boolean({ optional: true, default: false as never })).toThrow('an optional field has no default');
    expect(() => readFleet('shops.csv', { a: FleetField.siteName(), b: FleetField.siteName() })).toThrow(
      'a is the name of the site already',
    );
  });

  it('has the type of its values', () => {
    const region = FleetField.oneOf(['eu', 'us'], { optional: true });
    expectTypeOf(region).toEqualTypeOf<FleetField<'eu' | 'us' | undefined>>();
    expectTypeOf(FleetField.oneOf(['eu', 'us'], { default: 'eu' })).toEqualTypeOf<FleetField<'eu' | 'us'>>();
    expectTypeOf(FleetField.list()).toEqualTypeOf<FleetField<readonly string[]>>();
    const optional: boolean = region instanceof FleetField;
    expectTypeOf(FleetField.number({ optional })).toEqualTypeOf<FleetField<number | undefined>>();
  });
});
