import type { Finding } from '../../synth/finding';
import { TextTemplate } from '../../synth/shape/text-template';
import type { Site } from '../site';
import type { PartTemplate } from './part-template';

/** Template for the edges of a fleet that were not built. */
export class FleetTemplate {
  /**
   * @param others names of the edges that were not built
   * @param exemplars edges that were built
   */
  public constructor(
    public readonly template: PartTemplate,
    public readonly others: readonly string[],
    public readonly exemplars: readonly Site[],
  ) {}

  /** Returns the findings of rules over several sites for the edges that were not built: those that the exemplars share. */
  public findings(across: readonly Finding[]): readonly Finding[] {
    const [first, second] = this.exemplars;
    if (first === undefined || second === undefined) return [];
    const seconds = textsOf(second, across);
    return textsOf(first, across).flatMap((text) => {
      const templates = seconds.map((other) => TextTemplate.of(text, first.siteName, other, second.siteName));
      const template = templates.find((found) => found !== undefined);
      return template === undefined ? [] : this.others.map((name) => JSON.parse(template.fill(name)) as Finding);
    });
  }
}

function textsOf({ node }: Site, findings: readonly Finding[]): readonly string[] {
  return findings.filter(({ path }) => path === node.path || path.startsWith(`${node.path}/`)).map((finding) => JSON.stringify(finding));
}
