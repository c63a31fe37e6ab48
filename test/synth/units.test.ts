import { Duration, Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import { goDuration, millicores, quantity } from '../../constructs/synth/units';

describe('units', () => {
  it.each([
    [Duration.millis(200), '200ms'],
    [Duration.seconds(0), '0s'],
    [Duration.seconds(90), '1m30s'],
    [Duration.minutes(90), '1h30m'],
    [Duration.days(3), '72h'],
    [Duration.millis(1500), '1s500ms'],
  ])('writes durations as Go reads them: %s', (duration, text) => {
    expect(goDuration(duration)).toBe(text);
  });

  it('writes sizes and CPU as Kubernetes does', () => {
    expect([quantity(Size.mebibytes(256)), quantity(Size.gibibytes(2)), quantity(Size.mebibytes(1536))]).toEqual([
      '256Mi',
      '2Gi',
      '1536Mi',
    ]);
    expect([millicores(50), millicores(2000), millicores(1500)]).toEqual(['50m', '2', '1500m']);
  });
});
