import type { Finding } from '../../synth/finding';
import { TextTemplate, type Sample } from '../../synth/shape/text-template';
import type { Site } from '../site';
import type { BuiltEdge, HoleValues } from './hole-values';
import type { PartTemplate } from './part-template';

/** Template for the edges of a fleet that were not built. */
export class FleetTemplate {
  /**
   * @param others edges that were not built
   * @param exemplars edges that were built
   */
  public constructor(
    public readonly template: PartTemplate,
    public readonly others: readonly HoleValues[],
    public readonly exemplars: readonly BuiltEdge[],
  ) {}

  /** Returns the findings of rules over several sites for the edges that were not built: those that the exemplars share. */
  public findings(across: readonly Finding[]): readonly Finding[] {
    const [first = [], ...rest] = this.exemplars.map(({ site, values }) => textsOf(site, across).map((text) => ({ text, values })));
    return first.flatMap((sample) => {
      const template = TextTemplate.of([sample, ...rest.flatMap((samples) => alikeIn(samples, sample) ?? [])]);
      return template === undefined ? [] : this.others.map((values) => JSON.parse(template.fill(values)) as Finding);
    });
  }
}

/** Returns the first text that differs from another only in its values. */
function alikeIn(samples: readonly Sample[], other: Sample): Sample | undefined {
  return samples.find((sample) => TextTemplate.of([other, sample]) !== undefined);
}

function textsOf({ node }: Site, findings: readonly Finding[]): readonly string[] {
  return findings.filter(({ path }) => path === node.path || path.startsWith(`${node.path}/`)).map((finding) => JSON.stringify(finding));
}
