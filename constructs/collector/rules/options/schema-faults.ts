import { COLLECTOR_VERSION } from '../../../../imports/otelcol/catalogue';
import { optionValidators } from '../../../../imports/otelcol/validators';
import type { SchemaError, SchemaValidator } from '../../../../imports/validators';
import type { Fault } from '../../../synth/define-rule';
import { ownOf } from '../../../synth/own';
import { describeSchemaError } from '../../../synth/schema';
import { Expansion, hasReference } from '../../config/expansion';
import { nameOf } from '../view/class-name';
import type { ComponentView } from '../view/collector-view';

/** Returns the settings of a component that its schema does not allow. */
export function schemaFaults(component: ComponentView): readonly Fault[] {
  const validate = ownOf(optionValidators, `${component.part}.${component.type}`)?.();
  if (validate === undefined) return [];
  const faults = errorsOf(validate, component.settings).map((error) => faultOf(component, error));
  return [...new Map(faults.map((fault) => [`${fault.location ?? ''} ${fault.message}`, fault])).values()];
}

/**
 * Returns the errors of settings. The program does not know the values of environment variables, so only errors that no value avoids
 * are returned.
 */
function errorsOf(validate: SchemaValidator, settings: Readonly<Record<string, unknown>>): readonly SchemaError[] {
  const errors = (value: unknown): readonly SchemaError[] =>
    (validate(value) ? [] : (validate.errors ?? [])).filter(({ keyword }) => !WRAPPERS.includes(keyword));
  const isEscaped = JSON.stringify(settings).includes('$');
  const found = errors(isEscaped ? expanded(settings) : settings);
  if (found.length === 0 || !isEscaped) return found;
  const key = (error: SchemaError): string => JSON.stringify([error.instancePath, error.keyword, error.params]);
  const possible = STAND_INS.map((standIn) => errors(expanded(settings, standIn))).filter(
    (others) => !others.some((error) => unfulfilled(error) === undefined && hasReference(textAt(settings, error))),
  );
  const certain = possible.map((others) => new Set(others.map(key)));
  return found.filter(
    (error) =>
      (certain.length > 0 || unfulfilled(error) === undefined) &&
      !hasReference(textAt(settings, error)) &&
      certain.every((keys) => keys.has(key(error))),
  );
}

/** Returns the text that an error is about; empty if the error is about another value. */
function textAt(settings: unknown, { instancePath }: SchemaError): string {
  const keys = instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const value = keys.reduce<unknown>((below, key) => (below as Record<string, unknown> | undefined)?.[key], settings);
  return typeof value === 'string' ? value : '';
}

/** Keywords whose errors only repeat an error of a nested schema. */
const WRAPPERS = ['if', 'propertyNames', 'anyOf'];
/** Possible values of an environment variable. */
const STAND_INS: readonly StandIn[] = ['a', 1, 0, true, '1s', 'localhost:1', 'http://localhost:1'];

type StandIn = string | number | boolean;

/** Returns settings as the collector reads them. @param standIn value for references; without it, they stay */
function expanded(value: unknown, standIn?: StandIn): unknown {
  if (typeof value === 'string') return expandedText(value, standIn);
  if (Array.isArray(value)) return value.map((item) => expanded(item, standIn));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, expanded(child, standIn)]));
}

function expandedText(text: string, standIn: StandIn | undefined): unknown {
  if (!text.includes('$')) return text;
  const expansion = new Expansion(text);
  if (expansion.references.length === 0) return expansion.with('');
  if (standIn === undefined) return text;
  return expansion.isWhole ? standIn : expansion.with(String(standIn));
}

function faultOf(component: ComponentView, error: SchemaError): Fault {
  const { location, message } = describeSchemaError(error);
  const below = location === '' ? '' : `.${location}`;
  const constraint = unfulfilled(error);
  const what = location === '' ? component.id : `${location} of ${component.id}`;
  return {
    location: `${component.location}${below}`,
    message: constraint === undefined ? `${component.id} ${message}` : `${what} is refused: it ${constraint}`,
    fix: `see what the ${nameOf(component.part)} ${component.type} takes at collector ${COLLECTOR_VERSION}`,
  };
}

/** Returns the words of a constraint that is not met; undefined for other errors. */
function unfulfilled({ keyword, params }: SchemaError): string | undefined {
  const wanted = keyword === 'const' ? String(params['allowedValue']) : '';
  return wanted.startsWith('!') ? wanted.slice(1) : undefined;
}
