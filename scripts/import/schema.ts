import { parseAllDocuments } from 'yaml';

/** A node of an OpenAPI v3 structural schema as CRDs carry it. */
export interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  required?: string[];
  nullable?: boolean;
  description?: string;
  default?: unknown;
  example?: unknown;
  externalDocs?: unknown;
  title?: string;
  format?: string;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  not?: Schema;
  'x-kubernetes-int-or-string'?: boolean;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-embedded-resource'?: boolean;
  'x-kubernetes-validations'?: unknown;
  [key: string]: unknown;
}

/** A CustomResourceDefinition reduced to one version, without prose and without status. */
export interface Crd {
  readonly group: string;
  readonly kind: string;
  readonly apiVersion: string;
  readonly names: Record<string, unknown>;
  readonly scope: string;
  readonly schema: Schema;
}

interface RawCrd {
  readonly spec: {
    readonly group: string;
    readonly scope: string;
    readonly names: Record<string, unknown> & { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly schema: { readonly openAPIV3Schema: Schema } }[];
  };
}

/** Reads a CRD, keeps the one version and drops prose and status. */
export function reduceCrd(text: string, kind: string, apiVersion: string): Crd {
  for (const document of parseAllDocuments(text)) {
    const crd = document.toJS() as RawCrd | null;
    if (crd?.spec.names.kind !== kind) continue;
    const version = crd.spec.versions.find((v) => v.name === apiVersion);
    if (version === undefined) throw new Error(`${kind}: the CRD has no version ${apiVersion}`);
    const schema = withoutProse(version.schema.openAPIV3Schema);
    delete schema.properties?.['status'];
    const { kind: name, plural, singular, listKind } = crd.spec.names;
    return { group: crd.spec.group, kind, apiVersion, scope: crd.spec.scope, names: { kind: name, plural, singular, listKind }, schema };
  }
  throw new Error(`no CustomResourceDefinition of kind ${kind} in the file`);
}

const PROSE = new Set(['description', 'example', 'externalDocs', 'title', 'default', 'x-kubernetes-validations']);

/** Applies `change` to the node's direct subschemas and returns a copy. */
export function mapChildren(node: Schema, change: (child: Schema, key: string) => Schema): Schema {
  const copy: Schema = { ...node };
  if (node.properties) copy.properties = mapValues(node.properties, change);
  if (node.items) copy.items = change(node.items, '*');
  if (typeof node.additionalProperties === 'object') copy.additionalProperties = change(node.additionalProperties, '*');
  for (const word of ['allOf', 'anyOf', 'oneOf'] as const) {
    const list = node[word];
    if (list) copy[word] = list.map((child) => change(child, ''));
  }
  if (node.not) copy.not = change(node.not, '');
  return copy;
}

function mapValues(values: Record<string, Schema>, change: (child: Schema, key: string) => Schema): Record<string, Schema> {
  return Object.fromEntries(Object.entries(values).map(([key, child]) => [key, change(child, key)]));
}

function withoutProse(node: Schema): Schema {
  const kept = Object.fromEntries(Object.entries(node).filter(([key]) => !PROSE.has(key))) as Schema;
  return mapChildren(kept, withoutProse);
}
