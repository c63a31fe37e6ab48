import { describe, expect, it } from 'vitest';

import { siteFindings, type OpsFault } from '../../ops/ops-finding';

describe('findings of a site', () => {
  const fault = (severity: OpsFault['severity'], message: string): OpsFault => ({
    rule: 'preflight/controller',
    severity,
    location: 'Skupper controller',
    message,
    fix: 'install one',
  });

  it('have the name of the site, and each is there once', () => {
    expect(siteFindings('edge', [fault('error', 'is missing'), fault('error', 'is missing')])).toEqual([
      { ...fault('error', 'is missing'), path: 'edge' },
    ]);
  });

  it('begin with errors and end with warnings, otherwise in the order of the checks', () => {
    const faults = [fault('warning', 'a'), fault('unknown', 'b'), fault('error', 'd'), fault('error', 'c')];
    expect(siteFindings('edge', faults).map(({ message }) => message)).toEqual(['d', 'c', 'b', 'a']);
  });
});
