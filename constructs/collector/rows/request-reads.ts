import { record, records } from '../../synth/record';
import type { RequestRead, Settings } from './component-row';

/** Actions that take a value from the request: `from_context`. */
export function contextActions(list: string): (settings: Settings) => readonly RequestRead[] {
  return (settings) =>
    records(settings[list]).flatMap(({ from_context: context }, i) => {
      if (typeof context !== 'string' || context === '' || context.startsWith('auth.')) return [];
      return [readOf(`${list}.${String(i)}.from_context`, context)];
    });
}

function readOf(location: string, context: string): RequestRead {
  return { location, part: context === 'client.address' ? 'connection' : { metadata: context.replace(/^metadata\./, '') } };
}

/** Pods are found by the address of the connection, unless all associations name attributes. */
export function podAssociations({ pod_association: associations }: Settings): readonly RequestRead[] {
  const stated = records(associations);
  if (stated.length === 0) return [{ location: 'pod_association', part: 'connection' }];
  return stated.flatMap(({ sources }, i): readonly RequestRead[] =>
    records(sources).some(({ from }) => from === 'connection') ? [{ location: `pod_association.${String(i)}`, part: 'connection' }] : [],
  );
}

/** Routes by a header: `request["X-Tenant"] == "a"`. */
export function requestRoutes({ table }: Settings): readonly RequestRead[] {
  return records(table).flatMap((route, i) => {
    const [, key] = /request\["([^"]+)"\]/.exec(String(record(route)['condition'])) ?? [];
    return key === undefined ? [] : [{ location: `table.${String(i)}.condition`, part: { metadata: key } }];
  });
}

/** Headers with the value of a header of the request. */
export function headersFromContext({ headers }: Settings): readonly RequestRead[] {
  return records(headers).flatMap(({ from_context: key }, i) =>
    typeof key === 'string' && key !== '' ? [{ location: `headers.${String(i)}.from_context`, part: { metadata: key } }] : [],
  );
}
