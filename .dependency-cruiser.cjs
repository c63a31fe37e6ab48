// Imports point one way: main.ts, cli → constructs (sites → skupper, collector, jaeger, workload, fleet → security → synth) → imports.
const layers = [
  ['synth', '^constructs/(?!synth/)|^cli|^main'],
  ['security', '^constructs/(?!synth/|security/)|^cli|^main|^imports'],
  ['collector', '^constructs/(sites|skupper|jaeger|workload|fleet)/|^constructs/index|^cli|^main'],
  ['skupper', '^constructs/(sites|collector|jaeger|workload|fleet)/|^constructs/index|^cli|^main'],
  ['jaeger', '^constructs/(sites|skupper|workload|fleet)/|^constructs/index|^cli|^main'],
  ['workload', '^constructs/(sites|skupper|jaeger|fleet)/|^constructs/index|^cli|^main'],
  ['sites', '^constructs/(jaeger|workload|fleet)/|^constructs/index|^cli|^main'],
  ['fleet', '^constructs/(?!synth/|fleet/)|^cli|^main|^imports'],
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...layers.map(([folder, path]) => ({
      name: `${folder}-points-down`,
      severity: 'error',
      from: { path: `^constructs/${folder}/` },
      to: { path },
    })),
    { name: 'images-is-a-leaf', severity: 'error', from: { path: '^constructs/images' }, to: { path: '^(constructs|cli|imports)' } },
    { name: 'imports-is-the-bottom', severity: 'error', from: { path: '^imports/' }, to: { path: '^(constructs|cli|main)' } },
    {
      name: 'constructs-need-peers-only',
      comment: 'The library itself loads cdk8s and constructs; of cdk8s-plus it knows types alone.',
      severity: 'error',
      from: { path: '^constructs/', pathNot: '^constructs/fleet/(csv-table|yaml-source)' },
      to: { path: 'node_modules', pathNot: 'node_modules/(cdk8s|constructs)/', dependencyTypesNot: ['type-only', 'core'] },
    },
    {
      name: 'fleet-loads-parsers-alone',
      comment: 'By require, when a file is read.',
      severity: 'error',
      from: { path: '^constructs/fleet/' },
      to: { path: 'node_modules', pathNot: 'node_modules/(csv-parse|yaml)/' },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
