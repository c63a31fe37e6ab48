import { compareText } from '../../synth/finding';

/** Words that a reader of YAML takes for something else than a text: a name that is a part of one may make it, or break it. */
const RESERVED = ['yes', 'no', 'on', 'off', 'true', 'false', 'null'];

/** Names of one kind are quoted alike in YAML, by themselves and as a part of a text. Undefined for one that is like no other. */
export function kindOfName(name: string): 'word' | 'digit' | undefined {
  if (/^[0-9]/.test(name)) return /^[0-9]+[a-z]*$/i.test(name) ? undefined : 'digit';
  return /^[a-z]/.test(name) && !/^e[-0-9]*$/.test(name) && !RESERVED.some((word) => word.includes(name)) ? 'word' : undefined;
}

/** The first and the last of things by their names, and those with the shortest and the longest name. */
export function exemplarsOf<T>(things: readonly T[], nameOf: (thing: T) => string): readonly T[] {
  const byName = [...things].sort((a, b) => compareText(nameOf(a), nameOf(b)));
  const byLength = [...byName].sort((a, b) => nameOf(a).length - nameOf(b).length);
  const chosen = [byName.at(0), byName.at(-1), byLength.at(0), byLength.at(-1)];
  return [...new Set(chosen)].filter((thing) => thing !== undefined);
}
