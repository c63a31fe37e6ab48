// Objects that cannot be rendered are findings, and say nothing of what they hold.
// finding: render edge/half
// finding: render edge/secret
// finding: render edge/nameless
// finding: validation edge/thrower
// says: half a character has no place in a manifest
import { ApiObject, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';

import { EdgeSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge');
  new ApiObject(edge, 'half', { apiVersion: 'v1', kind: 'ConfigMap', data: { text: 'a\ud800' } });
  const secret = new ApiObject(edge, 'secret', { apiVersion: 'v1', kind: 'Secret', stringData: { password: 'hunter2' } });
  secret.addJsonPatch(JsonPatch.test('/stringData/password', 'other'));
  new ApiObject(edge, 'nameless', { apiVersion: 'v1', kind: 'ConfigMap' }).addJsonPatch(JsonPatch.remove('/metadata'));
  new Construct(edge, 'thrower').node.addValidation({
    validate: () => {
      throw new Error('a bug');
    },
  });
}
