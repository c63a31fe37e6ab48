import type { Component } from '../catalogue/component';
import type { CollectorHost } from '../pods/host';
import { rowOf } from '../rows/row-of';

/** Returns the headers of requests that an exporter forwards by an extension, for example the header of a tenant. */
export function forwardedHeaders({ references }: Pick<Component, 'references'>, host: CollectorHost): readonly string[] {
  const reads = references.flatMap((extension) => rowOf('extensions', extension.type).readsRequest(extension.bind(host).config));
  return [...new Set(reads.flatMap(({ part }) => (part === 'connection' ? [] : [part.metadata])))];
}
