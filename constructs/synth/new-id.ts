import type { Construct } from 'constructs';

import { ArgumentError, pathBelow, quote, requireDnsLabel } from './argument';

/**
 * Checks the id of what names a folder of the output: a DNS label that nothing else has. Told before cdk8s does, which does not say
 * where the name came from.
 */
export function requireNewId(scope: Construct, id: string): string {
  const place = pathBelow(scope, id);
  requireDnsLabel(place, 'id', id);
  if (scope.node.tryFindChild(id) === undefined) return id;
  throw new ArgumentError(place, 'id', `there is a site or construct ${quote(id)} already`, 'give each a name of its own');
}
