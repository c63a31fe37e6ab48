import type { Option } from './schema';

/** `tail_sampling` as `TailSampling`. */
export function pascal(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** `send_batch_size` as `sendBatchSize`; a name that is not made of lower-case words stays. */
export function camel(name: string): string {
  return /^[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*$/.test(name) ? name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) : name;
}

/** The name of an option without its unit, which the type carries. */
export function optionKey(key: string, option: Option): string {
  return option.is === 'mebibytes' ? key.replace(/_mib$/, '') : key;
}

/** Names of interfaces for definitions, each once. */
export class TypeNames {
  private readonly names = new Map<string, string>();
  private readonly taken = new Set<string>();

  /** @param owners name of the options interface by the module of its component */
  public constructor(private readonly owners: ReadonlyMap<string, string>) {}

  /** The name for a definition `package.name`. */
  public of(definition: string): string {
    const known = this.names.get(definition);
    if (known !== undefined) return known;
    const dot = definition.lastIndexOf('.');
    const [place, name] = [definition.slice(0, dot), definition.slice(dot + 1)];
    const owner = [...this.owners].find(([module]) => place === module || place.startsWith(`${module}/`));
    const segments = (owner === undefined ? place : place.slice(owner[0].length))
      .split('/')
      .filter((word) => !/^(internal|metadata|)$/.test(word));
    for (let count = owner === undefined ? 1 : Math.min(1, segments.length); count <= segments.length; count++) {
      const words = segments.slice(segments.length - count).map((word) => word.replace(/^config(?=.)/, ''));
      const made = (owner?.[1] ?? '') + pascal([...words, name].join('_'));
      if (this.taken.has(made)) continue;
      this.taken.add(made);
      this.names.set(definition, made);
      return made;
    }
    throw new Error(`no name left for ${definition}`);
  }
}
