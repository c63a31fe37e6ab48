import { describe, expect, it } from 'vitest';

import {
  attributesProcessor,
  CollectorPipeline,
  debugExporter,
  fileLogReceiver,
  filterProcessor,
  k8sAttributesProcessor,
  literal,
  otlpReceiver,
  PublicSite,
  transformProcessor,
  type Processor,
} from '../../constructs';
import { expressionFault } from '../../constructs/collector/expressions/re2';
import { network } from '../helpers';

// Go's own package was asked about each.
describe('a regular expression', () => {
  it.each([
    '^a$',
    '(?P<name>a)',
    '(?<name>a)',
    '[[:alpha:]]\\pL+',
    '(?i)\\Qa.b\\E',
    'a{2,1000}',
    '\\p{Uppercase_Letter}',
    '(?s:.)\\z',
    '\\p{greek}[\\p{Letter}]',
    '(?P<n>a)|(?P<n>b)',
  ])('of RE2 passes: %s', (expression) => {
    expect(expressionFault(expression)).toBeUndefined();
  });

  it.each([
    '(?=a)',
    '(?<!a)b',
    '\\1',
    'a{1001}',
    '*a',
    '(',
    '[z-a]',
    'a++',
    '\\Z',
    '(?>a)',
    '\\p{Foo}',
    '\\p{Script=Greek}',
    '\\p{L',
    '(?P<n>a)(?P<n>b)(?=c)',
    '\\p{Letter}(',
  ])('of another engine is refused: %s', (expression) => {
    expect(expressionFault(expression)).toMatch(/^\S.*[^`]$/);
  });
});

describe('a configuration', () => {
  it('passes with expressions, patterns of file names and texts that are no expressions', () => {
    const app = network();
    const gateway = new CollectorPipeline(new PublicSite(app, 'hub'), 'gateway');
    const processors: readonly Processor<'traces'>[] = [
      attributesProcessor({ actions: [{ key: '(', action: 'insert', value: '*(' }] }),
      attributesProcessor({ name: 'paths', actions: [{ key: 'url.path', action: 'extract', pattern: '^/(?P<shop>[^/]+)' }] }),
      filterProcessor({ spans: { include: { matchType: 'strict', services: ['shop (berlin'] } } }),
      k8sAttributesProcessor({ extract: { labels: [{ tagName: '$$1', keyRegex: '(.*)', from: 'pod' }] } }),
      transformProcessor({ traceStatements: [`replace_pattern(span.name, "/user/(\\\\d+)", "${literal('/user/${1}')}")`] }),
      transformProcessor({ name: 'globs', traceStatements: ['replace_match(span.name, "/user/*(", "x")'] }),
    ];
    gateway
      .traces()
      .receive(otlpReceiver())
      .process(...processors)
      .export(debugExporter());
    expect(app.findings().map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  it('is refused with the expression of a file receiver that RE2 does not read', () => {
    const app = network();
    const gateway = new CollectorPipeline(new PublicSite(app, 'hub'), 'gateway');
    const files = fileLogReceiver({ include: ['/var/log/*(.log'], multiline: { lineStartPattern: '^(?!\\s)' } });
    gateway.logs().receive(files).export(debugExporter());
    expect(app.findings().map(({ rule }) => rule)).toContain('component/regular-expression');
  });
});
