import type { Extension, Processor } from '../catalogue/component';
import { memoryLimiterProcessor, resourceProcessor } from '../components/processors';
import type { CollectorDistribution } from '../images/distribution';

/** The processors that every pipeline begins with. */
export function leadingProcessors(distribution: CollectorDistribution, cluster: string | undefined): readonly Processor[] {
  const attributes = [{ key: 'k8s.cluster.name', action: 'upsert', value: cluster }] as const;
  const leading = [memoryLimiterProcessor(), ...(cluster === undefined ? [] : [resourceProcessor({ name: 'cluster', attributes })])];
  return leading.filter(({ type }) => distribution.holds('processors', type) !== false);
}

/** Extensions of a collector's own, and the one that answers the kubelet's probes unless it is among them or not in the binary. */
export function withHealth(distribution: CollectorDistribution, own: readonly Extension[]): readonly Extension[] {
  const health = distribution.health();
  const isOwn = own.some(({ type }) => type === health.type);
  const isHeld = distribution.holds('extensions', health.type) !== false;
  return isHeld && !isOwn ? [health, ...own] : own;
}
