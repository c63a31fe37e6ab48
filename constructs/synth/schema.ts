import { schemaValidators, type SchemaError } from '../../imports/validators';
import type { FindingOptions } from './finding';
import { schema } from './rules/schema';

/** The parts of a manifest that every Kubernetes object has. */
export interface ManifestJson {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/**
 * Holds a manifest against the schema of its CRD, as a strict API server would: unknown fields count. Kinds without an
 * imported schema pass. Values are never part of a message: they may be secret.
 */
export function schemaFindings(manifest: ManifestJson): FindingOptions[] {
  const load = schemaValidators[`${manifest.apiVersion}/${manifest.kind}`];
  if (load === undefined) return [];
  const validate = load();
  if (validate(manifest)) return [];
  return (validate.errors ?? []).filter((error) => error.keyword !== 'if').map((error) => toFinding(manifest.kind, error));
}

function toFinding(kind: string, error: SchemaError): FindingOptions {
  const parent = dotted(error.instancePath);
  const { message, location } = describeSchemaError(error);
  return schema.report({
    location,
    message: `${kind} ${message}`,
    fix: `correct the field; kubectl explain ${kind.toLowerCase()}${parent === '' ? '' : `.${parent.replace(/\.\d+/g, '')}`} lists what is there`,
  });
}

/** What a schema has against a value, and where. The value itself may be secret. */
export function describeSchemaError(error: SchemaError): { readonly message: string; readonly location: string } {
  const { params } = error;
  const parent = dotted(error.instancePath);
  const below = (key: unknown): string => (parent === '' ? String(key) : `${parent}.${String(key)}`);
  switch (error.keyword) {
    case 'additionalProperties':
      return { location: below(params['additionalProperty']), message: `has no field ${String(params['additionalProperty'])} there` };
    case 'required':
      return { location: below(params['missingProperty']), message: `needs the field ${String(params['missingProperty'])}` };
    case 'type':
      return { location: parent, message: `wants a value of type ${[params['type']].flat().join(' or ')}` };
    case 'enum':
      return { location: parent, message: `wants one of ${JSON.stringify(params['allowedValues'])}` };
    case 'pattern':
      return { location: parent, message: `wants a value that matches ${String(params['pattern'])}` };
    case 'oneOf':
      return { location: parent, message: 'wants exactly one of several fields' };
    default:
      return { location: parent, message: `fails the constraint ${error.keyword} ${JSON.stringify(params['limit'] ?? '')}`.trim() };
  }
}

function dotted(pointer: string): string {
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}
