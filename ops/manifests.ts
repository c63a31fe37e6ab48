import { parseAllDocuments, stringify } from 'yaml';

/** Objects as a file for `kubectl apply`. */
export function printManifests(objects: readonly object[]): string {
  // As YAML 1.1 has it, which is how kubectl reads names that look like something else.
  return objects.map((object) => `---\n${stringify(object, { version: '1.1', lineWidth: 0 })}`).join('');
}

/** The objects of a file; undefined if it is none of manifests. */
export function readManifests(text: string): readonly object[] | undefined {
  const documents = parseAllDocuments(text);
  if ('empty' in documents || documents.some(({ errors }) => errors.length > 0)) return undefined;
  const objects = documents.map((document) => document.toJS() as unknown);
  return objects.every((object): object is object => typeof object === 'object' && object !== null && 'kind' in object)
    ? objects
    : undefined;
}
