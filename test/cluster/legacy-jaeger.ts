import * as os from 'node:os';
import * as path from 'node:path';

import { parseAllDocuments } from 'yaml';

import { existingNamespace, JaegerAllInOne, JaegerStorage, PublicSite, TelemetryNetwork } from '../../constructs';
import { IMAGES } from '../../constructs/images';
import type { OutputObject } from './outputs';

/** Where spans are kept. */
export type LegacyStorage = 'memory' | 'badger';

export const JAEGER_NAME = 'jaeger-skupper';
export const JAEGER_IMAGE = IMAGES.jaegerAllInOne;

/** The Jaeger resource of the legacy generation, as a network synthesizes it. */
export function legacyJaeger(namespace: string, storage: LegacyStorage = 'memory'): OutputObject {
  // Nothing is written there.
  const network = new TelemetryNetwork({ generation: 'legacy', outdir: path.join(os.tmpdir(), 'legacy-jaeger') });
  const hub = new PublicSite(network, 'hub', { namespace: existingNamespace(namespace) });
  new JaegerAllInOne(hub, JAEGER_NAME, { storage: storage === 'memory' ? JaegerStorage.memory() : JaegerStorage.badger() });
  const objects = parseAllDocuments(network.synthYaml()).map((document) => document.toJS() as OutputObject);
  const jaeger = objects.find(({ kind }) => kind === 'Jaeger');
  if (jaeger === undefined) throw new Error('the network has no Jaeger');
  return jaeger;
}
