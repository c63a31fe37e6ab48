import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { crdFolder } from './crds';
import { docsRoles } from './docs-roles';
import { SkupperControllers } from './skupper-controllers';
import { TwoClusters } from './two-clusters';

let clusters: TwoClusters;
let controllers: SkupperControllers;
beforeAll(async () => {
  clusters = await TwoClusters.start();
  for (const plane of [clusters.hub, clusters.edge]) plane.installCrds(crdFolder());
  clusters.apply('public');
  clusters.apply('edge');
  controllers = new SkupperControllers(clusters.hub, clusters.edge);
});
afterAll(async () => {
  await controllers.stop();
  await clusters.stop();
});

describe('the roles of docs/commands.md for link', () => {
  it('are enough to link, and to link anew, and not less than is needed', async () => {
    const limited = { public: { plane: clusters.hub, token: 'limited' }, edge: { plane: clusters.edge, token: 'limited' } };
    const link = ['link', '--kubeconfig', clusters.contexts('limited', limited), '--timeout', '20s'];
    expect(await clusters.command(...link)).toMatchObject({ status: 2, stderr: expect.stringContaining('no permission') as string });
    clusters.hub.mustKubectl(['apply', '-f', '-'], docsRoles('link on a hub'));
    clusters.edge.mustKubectl(['apply', '-f', '-'], docsRoles('link on a site'));
    expect(await clusters.command(...link)).toMatchObject({ status: 0, stdout: 'edge → public: is up\n' });
    expect(await clusters.command(...link, '--renew')).toMatchObject({ status: 0, stdout: 'edge → public: is up\n' });
    expect(clusters.hub.mustKubectl(['get', 'accessgrants', '-A', '-o', 'name'])).toBe('');
  });
});
