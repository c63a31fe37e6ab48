import { IMAGES } from '../images';
import type { Extension } from './component';
import { HealthCheck } from './components/health-check';

/** A collector binary: its image, and what it can do. */
export interface CollectorDistribution {
  /** Pinned image. */
  readonly image: string;
  /** The extension that answers health checks in this binary. */
  readonly health: () => Extension;
  /** Whether the binary has the `resource` processor. */
  readonly hasResource: boolean;
}

/** OpenTelemetry's distribution for Kubernetes. */
export const K8S_DISTRIBUTION: CollectorDistribution = {
  image: IMAGES.collector,
  health: () => new HealthCheck(),
  hasResource: true,
};
