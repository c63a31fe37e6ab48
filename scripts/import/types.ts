import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';

import { mapChildren, type Crd, type Schema } from './schema';

/**
 * Groups whose CRDs repeat whole pod templates or issuer catalogues: below the given depth of `spec` their types are
 * open. The validators are never cut.
 */
const TYPED_DEPTH: Readonly<Record<string, number>> = {
  'opentelemetry.io': 2,
  'jaegertracing.io': 2,
  'cert-manager.io': 2,
  'argoproj.io': 2,
  'operators.coreos.com': 2,
};

/** Parts that this package sets itself and so types in depth. `*` is any key or item. */
const TYPED_IN_DEPTH: Readonly<Record<string, readonly string[]>> = {
  OpenTelemetryCollector: [
    'env',
    'resources',
    'securityContext',
    'podSecurityContext',
    'tolerations',
    'volumeMounts',
    'ports',
    'observability',
    'autoscaler',
    'networkPolicy',
    'podDisruptionBudget',
    'topologySpreadConstraints',
  ],
  Certificate: ['issuerRef', 'privateKey', 'subject'],
  AppProject: ['destinations', 'clusterResourceWhitelist', 'namespaceResourceWhitelist', 'sourceRepos'],
  Application: ['destination', 'source', 'syncPolicy', 'ignoreDifferences'],
};

/** The CRD that `cdk8s import` reads: one version, no prose, types open where this package never looks. */
export function crdForTypes(crd: Crd): string {
  const depth = TYPED_DEPTH[crd.group];
  const inDepth = TYPED_IN_DEPTH[crd.kind] ?? [];
  const schema = depth === undefined ? crd.schema : openBelow(crd.schema, depth, inDepth);
  return stringify(
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `${String(crd.names['plural'])}.${crd.group}` },
      spec: {
        group: crd.group,
        names: crd.names,
        scope: crd.scope,
        versions: [{ name: crd.apiVersion, served: true, storage: true, schema: { openAPIV3Schema: schema } }],
      },
    },
    { aliasDuplicateObjects: false, lineWidth: 0 },
  );
}

function openBelow(schema: Schema, depth: number, inDepth: readonly string[]): Schema {
  const visit = (node: Schema, level: number): Schema =>
    mapChildren(node, (child, key) => {
      if (level === 1 && inDepth.includes(key)) return child;
      const deeper = key === '' || key === '*' ? level : level + 1;
      if (deeper >= depth && hasShape(child)) return { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
      return visit(child, deeper);
    });
  const spec = schema.properties?.['spec'];
  if (spec === undefined) return schema;
  return { ...schema, properties: { ...schema.properties, spec: visit(spec, 1) } };
}

function hasShape(node: Schema): boolean {
  return (
    node.properties !== undefined ||
    node.items?.properties !== undefined ||
    (typeof node.additionalProperties === 'object' && hasShape(node.additionalProperties))
  );
}

/** Runs `cdk8s import` on the reduced CRDs of one group and returns the TypeScript. */
export async function generateTypes(root: string, group: string, crds: string): Promise<string> {
  const work = await mkdtemp(path.join(os.tmpdir(), 'import-'));
  try {
    const input = path.join(work, `${group}.yaml`);
    await writeFile(input, crds);
    const bin = path.join(root, 'node_modules', '.bin', 'cdk8s');
    await promisify(execFile)(bin, ['import', input, '--language', 'typescript', '--output', work, '--no-save'], { cwd: work });
    return await readFile(path.join(work, `${group}.ts`), 'utf8');
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
