// Imports point one way: main.ts, cli → ops → constructs (sites → skupper, collector, jaeger, workload, fleet → synth) → imports.
const layers = [
  ['synth', '^constructs/(?!synth/)|^(cli|ops)|^main'],
  ['collector', '^constructs/(sites|skupper|jaeger|workload|fleet)/|^constructs/index|^(cli|ops)|^main'],
  ['skupper', '^constructs/(sites|collector|jaeger|workload|fleet)/|^constructs/index|^(cli|ops)|^main'],
  ['jaeger', '^constructs/(sites|skupper|workload|fleet)/|^constructs/index|^(cli|ops)|^main'],
  ['workload', '^constructs/(sites|skupper|jaeger|fleet)/|^constructs/index|^(cli|ops)|^main'],
  ['sites', '^constructs/(jaeger|workload|fleet)/|^constructs/index|^(cli|ops)|^main'],
  ['fleet', '^constructs/(?!synth/|fleet/)|^(cli|ops)|^main|^imports'],
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
    { name: 'images-is-a-leaf', severity: 'error', from: { path: '^constructs/images' }, to: { path: '^(constructs|ops|cli|imports)' } },
    { name: 'imports-is-the-bottom', severity: 'error', from: { path: '^imports/' }, to: { path: '^(constructs|ops|cli|main)' } },
    { name: 'ops-points-down', severity: 'error', from: { path: '^ops/' }, to: { path: '^(cli|main)' } },
    {
      name: 'ops-takes-types-of-constructs',
      comment: 'What a command does is told by network.json, and starts without the library.',
      severity: 'error',
      from: { path: '^ops/' },
      to: { path: '^(constructs|imports)/', dependencyTypesNot: ['type-only'] },
    },
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
