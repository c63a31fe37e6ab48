import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

import { tryRender } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';
import { record } from '../../synth/record';
import type { Rendering } from '../../synth/rendering';

/** An object of the program as it is rendered, JSON patches included. */
export interface RenderedObject {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** The objects of some kinds below a construct, as they are rendered. One that cannot be is found where it is written. */
export function renderedObjects(root: IConstruct, kinds: readonly string[], rendering: Rendering): readonly RenderedObject[] {
  const objects = rendering.once(root, 'objects', () =>
    root.node.findAll().filter((construct): construct is ApiObject => construct instanceof ApiObject),
  );
  return objects
    .filter(({ apiVersion, kind }) => kinds.includes(groupKind(apiVersion, kind)))
    .flatMap((object) => render(object, rendering) ?? []);
}

/** One object as it is rendered; undefined if it cannot be. */
export function render(object: ApiObject, rendering: Rendering): RenderedObject | undefined {
  const json = tryRender(object, rendering);
  if (json === undefined) return undefined;
  const { name, namespace } = json.metadata;
  return { kind: groupKind(object.apiVersion, object.kind), name, namespace, spec: record(json['spec']) };
}
