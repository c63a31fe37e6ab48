// Imports point one way: main.ts, cli → ops → constructs → imports, and within constructs as this says.
const layers = Object.entries({
  synth: [],
  security: ['synth'],
  fleet: ['synth'],
  skupper: ['security', 'synth'],
  collector: ['security', 'synth'],
  jaeger: ['collector', 'security', 'synth'],
  workload: ['collector', 'security', 'synth'],
  sites: ['collector', 'skupper', 'security', 'synth'],
  gitops: ['sites', 'skupper', 'synth'],
  bootstrap: ['gitops', 'sites', 'synth'],
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...layers.map(([folder, below]) => ({
      name: `${folder}-points-down`,
      severity: 'error',
      from: { path: `^constructs/${folder}/` },
      to: {
        path: `^constructs/(?!(${[folder, ...below].join('|')})/|images|operator|access-types${folder === 'sites' ? '|rules\\.ts' : ''})`,
      },
    })),
    {
      name: 'the-table-of-rules-has-rules-only',
      severity: 'error',
      from: { path: '^constructs/rules\\.ts$' },
      to: { pathNot: '^constructs/[a-z]+/rules/index\\.ts$' },
    },
    { name: 'ops-points-down', severity: 'error', from: { path: '^ops/' }, to: { path: '^(cli|main)' } },
    { name: 'constructs-know-no-commands', severity: 'error', from: { path: '^(constructs|imports)/' }, to: { path: '^(cli|ops|main)' } },
    {
      name: 'cluster-knows-no-network',
      severity: 'error',
      from: { path: '^ops/cluster/' },
      to: { path: '^(constructs|imports)/|^ops/(?!cluster/|operation-error)' },
    },
    {
      name: 'ops-takes-types-of-constructs',
      comment:
        'Commands read network.json and start without the library. The catalogues of operators and access types are plain data, the reader of references imports nothing.',
      severity: 'error',
      from: { path: '^ops/' },
      to: {
        path: '^(constructs|imports)/',
        pathNot: '^constructs/(operator|access-types|collector/config/expansion)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'catalogues-are-leaves',
      severity: 'error',
      from: { path: '^constructs/(images|operator|access-types|v1/)' },
      to: { path: '^(constructs|imports)', pathNot: '^(constructs/(operator|v1/)|imports/versions)' },
    },
    {
      name: 'generations-are-registered-once',
      comment:
        'A generation of the network is one folder in each layer. Its name is in one table of the layer (generations.ts, operators.ts), and in types of the public API.',
      severity: 'error',
      from: { path: '^(constructs|ops|cli)/', pathNot: ['/v1/', '/generations.ts', '^constructs/operators.ts', '^constructs/index.ts'] },
      to: { path: '/v1/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'imports-is-the-bottom', severity: 'error', from: { path: '^imports/' }, to: { path: '^constructs' } },
    {
      name: 'constructs-need-peers-only',
      comment: 'The library itself loads cdk8s and constructs; of cdk8s-plus it knows types alone.',
      severity: 'error',
      from: { path: '^constructs/', pathNot: '^constructs/(fleet/(csv-table|yaml-source)|collector/expressions/re2)' },
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
