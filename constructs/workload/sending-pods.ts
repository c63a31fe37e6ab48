import { ApiObject } from 'cdk8s';

import { tryFindDirectory } from '../security/cluster-directory';
import type { LabelSelector } from '../security/label-selector';
import type { Dial, NetworkMember } from '../security/network-member';
import { joinNetwork } from '../security/pod-guard';
import { tryRender } from '../synth/inventory';
import { record } from '../synth/record';
import { podLabels, type PodWorkload } from './pod-annotations';

/** Asked for where an agent sends to, once somebody wants to know. */
type Dials = () => readonly Dial[];

/** What was said of the pods of a workload: they are there once, however many agents they have. */
const dialsOfWorkloads = new WeakMap<ApiObject, Dials[]>();

/** Lets network policies know that agents in the pods of a workload send, and those that they send to who does. */
export function joinSender(workload: PodWorkload, namespace: string, dials: Dials): void {
  const object = ApiObject.of(workload);
  const known = dialsOfWorkloads.get(object);
  if (known !== undefined) {
    known.push(dials);
    return;
  }
  const all = [dials];
  dialsOfWorkloads.set(object, all);
  const allDials: Dials = () => all.flatMap((each) => each());
  const member: NetworkMember = {
    policy: `${object.name}-agents`,
    get selector() {
      return selectorOf(workload);
    },
    namespaces: [namespace],
    isSidecar: false,
    onlySends: true,
    services: [],
    get labels() {
      return podLabels(workload);
    },
    connections: () => ({ serves: [], dials: allDials() }),
  };
  joinNetwork(workload, member);
  tryFindDirectory(workload)?.addDials(member, namespace, allDials);
}

/** As the workload itself selects them, or by their labels where it does not. */
function selectorOf(workload: PodWorkload): LabelSelector {
  const selector = record(record(tryRender(ApiObject.of(workload))?.['spec'])['selector']);
  return Object.keys(selector).length > 0 ? selector : { matchLabels: podLabels(workload) };
}
