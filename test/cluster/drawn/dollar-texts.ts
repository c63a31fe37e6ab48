import * as fc from 'fast-check';

import type { RawConfig } from '../verdict/judge';
import { configWith } from './base';

/** Configurations with a text that has `$` in it: references of every form, escaped ones, and faults. */
export function dollarConfigs(): fc.Arbitrary<RawConfig> {
  return fc.tuple(texts(), fc.constantFrom(...PLACES)).map(([text, place]) => place(text));
}

/** Places that accept any text. */
const PLACES: readonly ((text: string) => RawConfig)[] = [
  (text) => configWith('traces', { exporters: { otlp_grpc: { endpoint: 'localhost:5317', headers: { 'x-a': `-${text}` } } } }),
  (text) => configWith('traces', { processors: { resource: { attributes: [{ key: 'a', value: text, action: 'upsert' }] } } }),
  (text) => configWith('traces', { processors: { attributes: { actions: [{ key: `k${text}`, value: 'b', action: 'insert' }] } } }),
  (text) => configWith('metrics', { exporters: { prometheus: { endpoint: 'localhost:8889', const_labels: { a: `b${text}` } } } }),
  (text) => configWith('logs', { processors: { transform: { log_statements: [`set(log.attributes["a"], "${text}")`] } } }),
  (text) => configWith('traces', {}, { telemetry: { resource: { 'a.b': `c${text}` } } }),
];

function texts(): fc.Arbitrary<string> {
  const part = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('a', '-', ' ', 'b.c', ':', '}', '{') },
    { weight: 4, arbitrary: dollars() },
  );
  return fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
}

function dollars(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('$', '$$', '$$$', '$5', '$a', '$1', '$.', '$${', '$$${', '${', '$}', '$(a)') },
    { weight: 4, arbitrary: reference(1) },
    { weight: 2, arbitrary: reference(1).map((text) => `$${text}`) },
    { weight: 1, arbitrary: reference(0).map((text) => `$$${text}`) },
  );
}

function reference(depth: number): fc.Arbitrary<string> {
  const names = fc.constantFrom(
    'POD_NAME',
    'NUMBER',
    'FLAG',
    'PAUSE',
    'ADDRESS',
    '_A',
    'a',
    'A1',
    '1',
    'A-B',
    'A B',
    '',
    'A.B',
    'Ä',
    '1A',
    '$',
  );
  const plain = fc.tuple(fc.constantFrom('env:', 'env:', 'env:', ''), names).map(([scheme, name]) => `${scheme}${name}`);
  const inner = depth <= 0 ? fc.constant('x') : fc.oneof(fc.constantFrom('', 'x', 'x y', 'a:b', '$', '$$', '}'), reference(depth - 1));
  const defaults = fc.tuple(plain, inner).map(([name, value]) => `${name}:-${value}`);
  const others = fc.constantFrom(
    'yaml:a',
    'yaml:1',
    'yaml:[1',
    'other:a',
    'ENV:A',
    'e:A',
    'env',
    'env:',
    ':a',
    'a:b',
    'http2:a',
    'yaml:',
    'env: A',
  );
  const nested =
    depth <= 0
      ? plain
      : fc.constantFrom('env:${env:NAME_OF_NAME}', 'env:A${env:NUMBER}', 'env:A${NUMBER}B', '${env:NAME_OF_NAME}', 'env:${env:1}');
  return fc
    .oneof(
      { weight: 5, arbitrary: plain },
      { weight: 3, arbitrary: defaults },
      { weight: 1, arbitrary: others },
      { weight: 1, arbitrary: nested },
    )
    .map((name) => `\${${name}}`);
}
