import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

import { groupKind } from '../../synth/phase';
import { record } from '../../synth/record';

/** An object of the program as it is rendered, JSON patches included. */
export interface RenderedObject {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** The objects of some kinds below a construct, as they are rendered. One that cannot be is found where it is written. */
export function renderedObjects(root: IConstruct, kinds: readonly string[]): readonly RenderedObject[] {
  const objects = root.node.findAll().filter((construct): construct is ApiObject => construct instanceof ApiObject);
  return objects.filter(({ apiVersion, kind }) => kinds.includes(groupKind(apiVersion, kind))).flatMap(render);
}

/** One object as it is rendered. */
export function render(object: ApiObject): readonly RenderedObject[] {
  try {
    const json = record(object.toJson());
    const { name, namespace } = record(json['metadata']);
    const place = typeof namespace === 'string' ? namespace : undefined;
    return [{ kind: groupKind(object.apiVersion, object.kind), name: String(name), namespace: place, spec: record(json['spec']) }];
  } catch {
    return [];
  }
}
