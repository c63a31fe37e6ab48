import { nameOf, type KubeObject, type ManagedFields, type ObjectName } from '../cluster/kube-object';
import { SKUPPER_API } from '../skupper-object';
import type { OpsFault } from '../ops-finding';

/** Kinds whose fields are secrets. */
const SECRET_KINDS = ['AccessToken', 'AccessGrant'];

/**
 * Fields of Skupper's resources that somebody changed since they were applied: fields that the manifests write and that have
 * another value in the cluster. What the manifests leave open is free.
 *
 * @param site name of the site
 * @param manifests objects as they were written
 * @param find the same object in the cluster
 */
export function changedFields(
  site: string,
  manifests: readonly KubeObject[],
  find: (name: ObjectName) => KubeObject | undefined,
): readonly OpsFault[] {
  return manifests
    .filter(({ apiVersion, kind }) => apiVersion === SKUPPER_API && !SECRET_KINDS.includes(kind))
    .flatMap((written) => {
      const there = find(nameOf(written));
      if (there === undefined) return [];
      return differences(written.spec ?? {}, there.spec ?? {}, 'spec').map((difference) =>
        changed(site, there, difference, managerOf(there.metadata.managedFields ?? [], difference.path)),
      );
    });
}

interface Difference {
  readonly path: string;
  readonly written: unknown;
  readonly found: unknown;
}

function changed(site: string, object: KubeObject, { path, written, found }: Difference, manager: string | undefined): OpsFault {
  const who = manager === undefined ? '' : `; written by ${manager}`;
  return {
    severity: 'error',
    rule: 'hazard/changed-field',
    location: `${object.kind} ${object.metadata.name}: ${path}`,
    message: `${found === undefined ? 'is gone' : `is ${short(found)}`}, and the manifests say ${short(written)}${who}`,
    fix: `apply the manifests of ${site} anew${manager === undefined ? '' : `, and see what else ${manager} changes`}; or synthesize and apply what the program says now`,
  };
}

function differences(written: unknown, found: unknown, path: string): readonly Difference[] {
  if (!isStructure(written)) return written === found ? [] : [{ path, written, found }];
  if (!isStructure(found) || Array.isArray(written) !== Array.isArray(found)) return [{ path, written, found }];
  if (Array.isArray(written) && written.length !== (found as unknown as unknown[]).length) return [{ path, written, found }];
  return Object.entries(written).flatMap(([key, value]) => differences(value, found[key], `${path}.${key}`));
}

function isStructure(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Who wrote a field of the spec last. */
function managerOf(fields: readonly ManagedFields[], path: string): string | undefined {
  const [, first = ''] = path.split('.');
  const writers = fields.filter(({ fieldsV1 }) => {
    const spec = fieldsV1?.['f:spec'];
    return isStructure(spec) && `f:${first}` in spec;
  });
  return [...writers].sort((a, b) => timeOf(b) - timeOf(a))[0]?.manager;
}

function timeOf({ time }: ManagedFields): number {
  return time === undefined ? 0 : new Date(time as string | Date).getTime();
}

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
