import { ApiObject } from 'cdk8s';

import { tryFindDirectory, type Dialling } from '../security/cluster-directory';
import type { LabelSelector } from '../security/label-selector';
import type { Connections, Dial, NetworkMember } from '../security/network-member';
import { joinNetwork } from '../security/pod-guard';
import { tryRender } from '../synth/inventory';
import { record } from '../synth/record';
import type { Rendering } from '../synth/rendering';
import { podLabels, type PodWorkload } from './pod-annotations';

/** Type of the metadata of a workload whose pods send. */
const SENDER = 'cdk8s-otel-skupper/sender';

/** Lets network policies know that agents in the pods of a workload send, and those that they send to who does. */
export function joinSender(workload: PodWorkload, namespace: string, dialling: Dialling): void {
  const object = ApiObject.of(workload);
  // The pods are there once, however many agents they have.
  const known = object.node.metadata.find(({ type }) => type === SENDER)?.data as SendingPods | undefined;
  const member = known ?? new SendingPods(workload, object, namespace);
  member.add(dialling);
  if (known !== undefined) return;
  object.node.addMetadata(SENDER, member);
  joinNetwork(workload, member);
  tryFindDirectory(workload)?.addDials(member, namespace, member);
}

/** Pods with agents in them. */
class SendingPods implements NetworkMember, Dialling {
  public readonly policy: string;
  public readonly namespaces: readonly string[];
  public readonly isSidecar = false;
  public readonly onlySends = true;
  public readonly services = [];
  private readonly agents: Dialling[] = [];

  public constructor(
    private readonly workload: PodWorkload,
    private readonly object: ApiObject,
    namespace: string,
  ) {
    this.policy = `${object.name}-agents`;
    this.namespaces = [namespace];
  }

  public add(agent: Dialling): void {
    this.agents.push(agent);
  }

  /** As the workload itself selects them, or by their labels where it does not. */
  public selectorIn(rendering: Rendering): LabelSelector {
    const selector = record(record(tryRender(this.object, rendering)?.['spec'])['selector']);
    return Object.keys(selector).length > 0 ? selector : { matchLabels: this.labelsIn(rendering) };
  }

  public labelsIn(rendering: Rendering): Readonly<Record<string, string>> {
    return podLabels(this.workload, rendering);
  }

  public dials(rendering: Rendering): readonly Dial[] {
    return this.agents.flatMap((agent) => agent.dials(rendering));
  }

  public connections(rendering: Rendering): Connections {
    return { serves: [], dials: this.dials(rendering) };
  }
}
