import type { Finding } from '../../synth/finding';
import { TextTemplate } from '../../synth/shape/text-template';
import type { Site } from '../site';
import type { PartTemplate } from './part-template';

/** Edges that stand for others, and what each of those comes to. */
export class FleetTemplate {
  /** @param others names of the edges that were not built */
  public constructor(
    public readonly template: PartTemplate,
    public readonly others: readonly string[],
    private readonly exemplars: readonly Site[],
  ) {}

  /** What is found over several parts of the edges that were not built: the same as of those that were. */
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
