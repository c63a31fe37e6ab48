import { COLLECTOR_VERSION } from '../../../imports/otelcol/catalogue';
import type { ComponentClass } from '../../../imports/otelcol/references';
import { optionValidators } from '../../../imports/otelcol/validators';
import type { SchemaError, SchemaValidator } from '../../../imports/validators';
import { quote } from '../../synth/argument';
import type { FindingOptions } from '../../synth/finding';
import { ownOf } from '../../synth/own';
import { describeSchemaError } from '../../synth/schema';
import { CollectorDistribution } from '../images/distribution';
import { knownTypes, tryFindComponent } from '../catalogue/facts';
import type { CollectorView, ComponentView } from './collector-view';

/** Components that are gone, with what came after them. */
const REMOVED: Readonly<Partial<Record<ComponentClass, Readonly<Record<string, string>>>>> = {
  receivers: { opencensus: 'the receiver otlp' },
  processors: { spanmetrics: 'the connector span_metrics', servicegraph: 'the connector service_graph', routing: 'the connector routing' },
  exporters: {
    logging: 'the exporter debug',
    jaeger: 'the exporter otlp_grpc, since Jaeger receives OTLP',
    jaeger_thrift: 'the exporter otlp_grpc, since Jaeger receives OTLP',
    opencensus: 'the exporter otlp_grpc',
    loki: 'the exporter otlp_http, since Loki receives OTLP',
  },
  extensions: { memory_ballast: 'the memory limit of the container, from which the operator sets GOMEMLIMIT' },
};

/** A component that the collector no longer has. */
export function removedComponent(view: CollectorView): FindingOptions[] {
  return view.components.flatMap((component) => {
    const successor = ownOf(REMOVED[component.part], component.type);
    if (successor === undefined || isHeld(view, component)) return [];
    return [
      {
        rule: 'component/removed',
        location: component.location,
        message: `the ${nameOf(component.part)} ${component.type} was removed from the collector`,
        fix: `use ${successor}`,
      },
    ];
  });
}

/** A component of a type that nobody knows: a typing error, unless the program says that the image has it. */
export function unknownComponent(view: CollectorView): FindingOptions[] {
  return view.components.flatMap((component) => {
    const { part, type, location } = component;
    if (tryFindComponent(part, type) !== undefined || ownOf(REMOVED[part], type) !== undefined || isHeld(view, component)) return [];
    const elsewhere = PARTS.filter((other) => tryFindComponent(other, type) !== undefined);
    const close =
      elsewhere.length > 0 ? `${elsewhere.map((other) => nameOf(other)).join(' and ')} of that type there is` : similar(part, type);
    return [
      {
        rule: 'component/unknown',
        location,
        message: `no ${nameOf(part)} of the type ${quote(type)} is known${close === undefined ? '' : `; ${close}`}`,
        fix: `correct the type, or say that the image has it: custom${capital(nameOf(part))}(${quote(type)}, …)`,
      },
    ];
  });
}

/** A component that the image does not hold: the collector would not start. */
export function notInImage(view: CollectorView): FindingOptions[] {
  const { distribution } = view;
  return view.components.flatMap((component) => {
    const { part, type, location } = component;
    if (tryFindComponent(part, type) === undefined || distribution.holds(part, type) !== false) return [];
    const holders = CollectorDistribution.holding(part, type);
    const [holder] = holders;
    return [
      {
        rule: 'component/not-in-image',
        location,
        message: `the image ${view.image} has no ${nameOf(part)} ${type}`,
        fix:
          holder === undefined
            ? 'use another component, or an image of your own: CollectorDistribution.custom(…)'
            : `use an image that has it, for example ${holder.image}${holders.length > 1 ? `, or ${holders[1]?.image ?? ''}` : ''}`,
      },
    ];
  });
}

/** A component under a name that upstream has given up, and will stop taking. */
export function deprecatedType(view: CollectorView): FindingOptions[] {
  return view.components
    .filter(({ type, writtenType }) => type !== writtenType)
    .map(({ part, type, writtenType, location }) => ({
      rule: 'component/deprecated-type',
      location,
      message: `the ${nameOf(part)} ${writtenType} is now called ${type}`,
      fix: `write ${type}, here and in the pipelines`,
    }));
}

/** Settings that the component does not have, or that it refuses: the collector would not start. */
export function componentOptions(view: CollectorView): FindingOptions[] {
  return view.components.flatMap((component) => {
    const validate = ownOf(optionValidators, `${component.part}.${component.type}`)?.();
    if (validate === undefined) return [];
    const findings = errorsOf(validate, component.settings).map((error) => optionFinding(component, error));
    return [...new Map(findings.map((finding) => [`${finding.location ?? ''} ${finding.message}`, finding])).values()];
  });
}

/**
 * What a schema has against settings. Values that come from the environment are known in the cluster alone: only what is wrong
 * whatever they are counts.
 */
function errorsOf(validate: SchemaValidator, settings: Readonly<Record<string, unknown>>): readonly SchemaError[] {
  const errors = (value: unknown): readonly SchemaError[] =>
    (validate(value) ? [] : (validate.errors ?? [])).filter(({ keyword }) => !WRAPPERS.includes(keyword));
  const found = errors(settings);
  if (found.length === 0 || !JSON.stringify(settings).includes('${')) return found;
  const key = (error: SchemaError): string => JSON.stringify([error.instancePath, error.keyword, error.params]);
  const possible = STAND_INS.map((standIn) => errors(withStandIn(settings, standIn))).filter(
    (others) => !others.some((error) => unfulfilled(error) === undefined && textAt(settings, error).includes('${')),
  );
  const certain = possible.map((others) => new Set(others.map(key)));
  return found.filter(
    (error) =>
      (certain.length > 0 || unfulfilled(error) === undefined) &&
      !textAt(settings, error).includes('${') &&
      certain.every((keys) => keys.has(key(error))),
  );
}

/** The text that an error is about; empty if it is about something else. */
function textAt(settings: unknown, { instancePath }: SchemaError): string {
  const keys = instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const value = keys.reduce<unknown>((below, key) => (below as Record<string, unknown> | undefined)?.[key], settings);
  return typeof value === 'string' ? value : '';
}

/** Errors that only say that one below them counts. */
const WRAPPERS = ['if', 'propertyNames', 'anyOf'];
/** Values that a variable may have. */
const STAND_INS = ['a', 1, 0, true, '1s', 'localhost:1', 'http://localhost:1'];

function withStandIn(value: unknown, standIn: unknown): unknown {
  if (typeof value === 'string') return value.includes('${') ? standIn : value;
  if (Array.isArray(value)) return value.map((item) => withStandIn(item, standIn));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withStandIn(child, standIn)]));
}

function optionFinding(component: ComponentView, error: SchemaError): FindingOptions {
  const { location, message } = describeSchemaError(error);
  const below = location === '' ? '' : `.${location}`;
  const constraint = unfulfilled(error);
  const what = location === '' ? component.id : `${location} of ${component.id}`;
  return {
    rule: 'component/options',
    location: `${component.location}${below}`,
    message: constraint === undefined ? `${component.id} ${message}` : `${what} is refused: it ${constraint}`,
    fix: `see what the ${nameOf(component.part)} ${component.type} takes at collector ${COLLECTOR_VERSION}`,
  };
}

/** The words of a constraint that is not fulfilled. */
function unfulfilled({ keyword, params }: SchemaError): string | undefined {
  const wanted = keyword === 'const' ? String(params['allowedValue']) : '';
  return wanted.startsWith('!') ? wanted.slice(1) : undefined;
}

const PARTS = ['receivers', 'processors', 'exporters', 'connectors', 'extensions'] as const;

/** `receivers` as `receiver`. */
export function nameOf(part: ComponentClass): string {
  return part.slice(0, -1);
}

function isCustom(view: CollectorView, component: ComponentView): boolean {
  return view.programOf(component)?.isCustom === true;
}

/** Whether the image is known to have it, or the program says so. */
function isHeld(view: CollectorView, component: ComponentView): boolean {
  return isCustom(view, component) || view.distribution.holds(component.part, component.type) === true;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A known type that was probably meant: the same letters. */
function similar(part: ComponentClass, type: string): string | undefined {
  const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const found = knownTypes(part).find((known) => letters(known) === letters(type) || letters(type).startsWith(letters(known)));
  return found === undefined ? undefined : `did you mean ${found}?`;
}
