import { ArgumentError } from '../../synth/argument';
import { Processor, type ComponentBinding } from '../component';

/** What happens to one resource attribute: exactly one of the choices. */
export interface ResourceAttribute {
  /** Name of the attribute, for example `deployment.environment.name`. */
  readonly key: string;
  /** Sets the attribute where it is missing (`insert`), where it is there (`update`), always (`upsert`), or removes it. @default 'upsert' */
  readonly action?: 'insert' | 'update' | 'upsert' | 'delete';
  /** The value, unless `action` is `delete`. @default - none */
  readonly value?: string | number | boolean;
}

/** Changes attributes of the resource that telemetry comes from. Made by `resource`. */
export class Resource extends Processor {
  private readonly attributes: readonly ResourceAttribute[];

  /** @internal */
  public constructor(name: string, attributes: readonly ResourceAttribute[]) {
    super('resource', name);
    const fail = (location: string, message: string, fix: string): never => {
      throw new ArgumentError(`resource ${name}`, location, message, fix);
    };
    if (attributes.length === 0) fail('attributes', 'needs at least one attribute, received none', 'give one, or leave the processor out');
    attributes.forEach(({ key, action, value }, i) => {
      if (key === '') fail(`attributes[${String(i)}].key`, 'has to be a name, received ""', 'name the attribute');
      if ((action === 'delete') !== (value === undefined)) {
        fail(
          `attributes[${String(i)}].value`,
          `belongs to every action but delete, received action ${action ?? 'upsert'}`,
          'give a value, or delete without one',
        );
      }
    });
    this.attributes = attributes.map((attribute) => ({ ...attribute }));
  }

  public override bind(): ComponentBinding {
    return { config: { attributes: this.attributes.map(({ key, action = 'upsert', value }) => ({ key, action, value })) } };
  }
}

/**
 * A processor for resource attributes.
 *
 * @param name what it is for; the id is `resource/<name>`
 * @throws ArgumentError for an attribute without name, or with an action and a value that do not fit
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/processor/resourceprocessor
 */
export function resource(name: string, attributes: readonly ResourceAttribute[]): Resource {
  return new Resource(name, attributes);
}
