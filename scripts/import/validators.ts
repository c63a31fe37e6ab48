import { createHash } from 'node:crypto';

import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone';
import { transform } from 'esbuild';

import { mapChildren, type Crd, type Schema } from './schema';

/** Subschemas whose JSON is longer than this and that stand more than once become one shared definition. */
const SHARED_ABOVE = 120;

/** Compiles the schema of a kind to a module that needs nothing at run time. */
export async function generateValidator(crd: Crd): Promise<string> {
  const strict = closed(withGvk(crd));
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    inlineRefs: false,
    unicodeRegExp: false,
    unicode: false,
    logger: false,
    validateFormats: false,
    messages: false,
    code: { source: true, esm: false, lines: false, optimize: 2 },
  });
  const code = standaloneCode(ajv, ajv.compile(share(strict)));
  if (/require\(/.test(code)) throw new Error(`${crd.kind}: the compiled validator needs a module at run time`);
  const { code: small } = await transform(code, { minify: true, legalComments: 'none', target: 'node20' });
  return small;
}

function withGvk(crd: Crd): Schema {
  const text: Schema = { type: 'string' };
  const texts: Schema = { type: 'object', additionalProperties: text };
  return {
    ...crd.schema,
    type: 'object',
    properties: {
      ...crd.schema.properties,
      apiVersion: { type: 'string', enum: [`${crd.group}/${crd.apiVersion}`] },
      kind: { type: 'string', enum: [crd.kind] },
      metadata: {
        type: 'object',
        properties: {
          name: text,
          namespace: text,
          labels: texts,
          annotations: texts,
          finalizers: { type: 'array', items: text },
          ownerReferences: { type: 'array' },
        },
        required: ['name'],
      },
    },
    required: [...new Set([...(crd.schema.required ?? []), 'apiVersion', 'kind', 'metadata'])],
  };
}

/** Turns a structural schema into JSON Schema as the API server's strict field validation reads it: unknown fields fail. */
function closed(node: Schema): Schema {
  const copy = mapChildren(node, closed);
  const open = node['x-kubernetes-preserve-unknown-fields'] === true || node['x-kubernetes-embedded-resource'] === true;
  if (copy.properties && !open && copy.additionalProperties === undefined) copy.additionalProperties = false;
  if (node['x-kubernetes-int-or-string'] === true) {
    delete copy.anyOf;
    delete copy.allOf;
    (copy as { type?: unknown }).type = ['integer', 'string'];
  }
  if (node.nullable === true && typeof copy.type === 'string') (copy as { type?: unknown }).type = [copy.type, 'null'];
  for (const key of Object.keys(copy))
    if (key.startsWith('x-') || key === 'nullable' || key === 'format') Reflect.deleteProperty(copy, key);
  return copy;
}

/** Lifts repeated subschemas into `$defs`, so that each is compiled once. */
function share(root: Schema): Schema {
  const counts = new Map<string, number>();
  const count = (node: Schema): Schema => {
    const text = JSON.stringify(node);
    if (text.length > SHARED_ABOVE) {
      const seen = (counts.get(text) ?? 0) + 1;
      counts.set(text, seen);
      if (seen > 1) return node;
    }
    mapChildren(node, count);
    return node;
  };
  count(root);

  const definitions: Record<string, Schema> = {};
  const lift = (node: Schema): Schema => {
    const text = JSON.stringify(node);
    if ((counts.get(text) ?? 0) < 2) return mapChildren(node, lift);
    const name = createHash('sha256').update(text).digest('hex').slice(0, 12);
    definitions[name] ??= mapChildren(node, lift);
    return { $ref: `#/$defs/${name}` };
  };
  const lifted = mapChildren(root, lift);
  return { ...lifted, $defs: definitions };
}
