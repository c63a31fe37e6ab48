import type { Processor } from './component';
import { memoryLimiterProcessor, resourceProcessor } from './components/processors';
import type { CollectorDistribution } from './distribution';

/** The processors that every pipeline begins with. */
export function leadingProcessors(distribution: CollectorDistribution, cluster: string | undefined): readonly Processor[] {
  const attributes = [{ key: 'k8s.cluster.name', action: 'upsert', value: cluster }] as const;
  const leading = [memoryLimiterProcessor(), ...(cluster === undefined ? [] : [resourceProcessor({ name: 'cluster', attributes })])];
  return leading.filter(({ type }) => distribution.holds('processors', type) !== false);
}
