import type { Finding } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import { AGENT_REQUEST } from '../rules/subjects/agent-request';
import { CLUSTER } from '../rules/subjects/cluster';
import type { CollectedSubject } from '../rules/subjects/collected-subject';
import { OBJECT_NAMES } from '../rules/subjects/object-names';
import { SKUPPER_NAMESPACE } from '../rules/subjects/skupper-namespace';
import type { Watch } from '../rules/subjects/watch';
import type { Site } from '../site';
import { reportFaults, rulesOf, watchOf } from './subject-rules';

type ObjectWatch = Watch<InventoryEntry, Finding>;

const CLUSTER_RULES = rulesOf(CLUSTER);
const COLLECTORS = [collectorOf(SKUPPER_NAMESPACE), collectorOf(OBJECT_NAMES), collectorOf(AGENT_REQUEST)];

/**
 * Rules over the objects of one cluster. `see` gets every object once; objects of several clusters do not affect each other.
 */
export class ClusterRules {
  private readonly watches: readonly ObjectWatch[];

  /** @param sites all sites of the network */
  public constructor(sites: readonly Site[]) {
    this.watches = [...CLUSTER_RULES.map((rule) => watchOf(rule, rule.check(sites))), ...COLLECTORS.map((collect) => collect(sites))];
  }

  public see(entries: readonly InventoryEntry[]): void {
    for (const entry of entries) for (const watch of this.watches) watch.see(entry);
  }

  /** Returns the findings after every object was shown. */
  public findings(): readonly Finding[] {
    return this.watches.flatMap((watch) => watch.findings());
  }
}

/** Returns a function that creates the watch of a subject: the facts are collected once for all rules of the subject. */
function collectorOf<F>(subject: CollectedSubject<F>): (sites: readonly Site[]) => ObjectWatch {
  const rules = rulesOf(subject);
  return (sites) => {
    const { see, facts } = subject.collect(sites);
    return {
      see,
      findings: () => {
        const collected = facts();
        return rules.flatMap((rule) => reportFaults(rule, collected.flatMap(rule.check)));
      },
    };
  };
}
