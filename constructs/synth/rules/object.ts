import { Subject, type Fault } from '../define-rule';
import type { ManifestJson } from '../schema';

/** Check of one rendered object. */
export type ObjectCheck = (manifest: ManifestJson) => Iterable<Fault>;

/** A rendered object, JSON patches included. */
export const OBJECT = new Subject<ObjectCheck>('object');
