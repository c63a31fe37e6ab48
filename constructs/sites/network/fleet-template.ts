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
    private readonly exemplars: readonly Site[],
  ) {}

  /** Returns the findings of rules over several sites for the edges that were not built: those of the exemplars, with other names. */
  public findings(across: readonly Finding[]): readonly Finding[] {
    const [first, second] = this.exemplars;
    if (first === undefined || second === undefined) return [];
    const textOf = ({ node }: Site): string =>
      JSON.stringify(across.filter(({ path }) => path === node.path || path.startsWith(`${node.path}/`)));
    const [text, other] = [textOf(first), textOf(second)];
    if (text === '[]') return [];
    const template = TextTemplate.of(text, first.siteName, other, second.siteName);
    return template === undefined ? [] : this.others.flatMap((name) => JSON.parse(template.fill(name)) as readonly Finding[]);
  }
}
