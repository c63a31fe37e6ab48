import * as fc from 'fast-check';

import type { RawConfig } from '../verdict/judge';
import { configWith, type Signal } from './base';
import { drawnOttl } from './statements';

/** Configurations with statements or conditions of OTTL. */
export function statementConfigs(): fc.Arbitrary<RawConfig> {
  return fc.constantFrom(...PLACES).chain(({ context, signal, kind, make }) => {
    const texts = drawnOttl(context)[kind];
    return fc.array(texts, { minLength: 1, maxLength: 2 }).map((drawn) => configWith(signal, make(drawn)));
  });
}

interface Place {
  readonly context: string;
  readonly signal: Signal;
  readonly kind: 'statement' | 'condition';
  readonly make: (texts: readonly string[]) => Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Contexts by signal, with the options of the transform and filter processors. */
const CONTEXTS = [
  { signal: 'traces', option: 'trace', contexts: ['resource', 'scope', 'span', 'spanevent'] },
  { signal: 'metrics', option: 'metric', contexts: ['resource', 'scope', 'metric', 'datapoint', 'exemplar'] },
  { signal: 'logs', option: 'log', contexts: ['resource', 'scope', 'log'] },
] as const;

const TRANSFORM: readonly Place[] = CONTEXTS.flatMap(({ signal, option, contexts }) =>
  contexts.flatMap((context): readonly Place[] => {
    const list = `${option}_statements`;
    const processor = (items: readonly unknown[]): ReturnType<Place['make']> => ({ processors: { transform: { [list]: items } } });
    const edit = `set(${context === 'exemplar' ? 'exemplar.span_id.string' : 'resource.attributes["a"]'}, "b")`;
    return [
      { context, signal, kind: 'statement', make: processor },
      { context, signal, kind: 'statement', make: (texts) => processor([{ context, statements: texts }]) },
      { context, signal, kind: 'statement', make: (texts) => processor(texts.map((text) => ({ statements: [text] }))) },
      { context, signal, kind: 'condition', make: (texts) => processor([{ context, conditions: texts, statements: [edit] }]) },
      { context, signal, kind: 'condition', make: (texts) => processor([{ conditions: texts, statements: [edit] }]) },
    ];
  }),
);

const FILTER: readonly Place[] = CONTEXTS.flatMap(({ signal, option, contexts }) =>
  contexts
    .filter((context) => context !== 'exemplar')
    .flatMap((context): readonly Place[] => {
      const list = `${option}_conditions`;
      return [
        { context, signal, kind: 'condition', make: (texts) => ({ processors: { filter: { [list]: texts } } }) },
        { context, signal, kind: 'condition', make: (texts) => ({ processors: { filter: { [list]: [{ context, conditions: texts }] } } }) },
        { context, signal, kind: 'condition', make: (texts) => ({ processors: { filter: { [list]: [{ conditions: texts }] } } }) },
      ];
    }),
);

const OTHERS: readonly Place[] = [
  { context: 'span', signal: 'traces', kind: 'condition', make: (span) => ({ processors: { filter: { traces: { span } } } }) },
  {
    context: 'spanevent',
    signal: 'traces',
    kind: 'condition',
    make: (spanevent) => ({ processors: { filter: { traces: { spanevent } } } }),
  },
  { context: 'metric', signal: 'metrics', kind: 'condition', make: (metric) => ({ processors: { filter: { metrics: { metric } } } }) },
  {
    context: 'datapoint',
    signal: 'metrics',
    kind: 'condition',
    make: (datapoint) => ({ processors: { filter: { metrics: { datapoint } } } }),
  },
  { context: 'log', signal: 'logs', kind: 'condition', make: (texts) => ({ processors: { filter: { logs: { log_record: texts } } } }) },
  {
    context: 'span',
    signal: 'traces',
    kind: 'condition',
    make: (span) => ({ processors: { tail_sampling: { policies: [{ name: 'a', type: 'ottl_condition', ottl_condition: { span } }] } } }),
  },
  {
    context: 'spanevent',
    signal: 'traces',
    kind: 'condition',
    make: (spanevent) => ({
      processors: { tail_sampling: { policies: [{ name: 'a', type: 'ottl_condition', ottl_condition: { spanevent } }] } },
    }),
  },
];

const PLACES: readonly Place[] = [...TRANSFORM, ...FILTER, ...OTHERS];
