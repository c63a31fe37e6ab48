import { TextTemplate } from '../../synth/shape/text-template';
import type { PartOutput } from './part-output';

/** Rendered site, with its name. */
export interface Exemplar {
  readonly name: string;
  readonly output: PartOutput;
}

/** Output of the sites of one group, with holes for their names. */
export class PartTemplate {
  /** Returns the template of rendered sites; undefined if their outputs differ in more than the names. */
  public static of(exemplars: readonly Exemplar[]): PartTemplate | undefined {
    const [first, second, ...others] = exemplars.map(({ name, output }) => ({ name, texts: textsOf(output) }));
    if (first === undefined || second === undefined || first.texts.length !== second.texts.length) return undefined;
    const templates: TextTemplate[] = [];
    for (const [i, text] of first.texts.entries()) {
      const template = TextTemplate.of(text, first.name, second.texts[i] ?? '', second.name);
      if (template === undefined) return undefined;
      templates.push(template);
    }
    const agrees = ({ name, texts }: { readonly name: string; readonly texts: readonly string[] }): boolean =>
      texts.length === templates.length && templates.every((template, i) => template.fill(name) === texts[i]);
    return others.every(agrees) ? new PartTemplate(templates) : undefined;
  }

  private constructor(private readonly templates: readonly TextTemplate[]) {}

  /** Returns the output of the site with this name. */
  public fill(name: string): PartOutput {
    const [facts = '', topology = '', ...texts] = this.templates.map((template) => template.fill(name));
    const { output, kinds, hasTopology, isWritten, metadata } = JSON.parse(facts) as Facts;
    const files = texts.flatMap((path, i) => (i % 2 === 0 ? [[path, texts[i + 1] ?? ''] as const] : []));
    const written = { files, metadata, topology: hasTopology ? { text: topology, kinds } : undefined };
    return { ...output, written: isWritten ? written : undefined };
  }
}

/** Parts of an output besides the texts of files. */
interface Facts {
  readonly output: Pick<PartOutput, 'findings' | 'facts'>;
  readonly kinds: readonly (readonly [string, string])[];
  readonly hasTopology: boolean;
  readonly isWritten: boolean;
  readonly metadata: readonly (readonly [string, string])[];
}

function textsOf({ findings, facts, written }: PartOutput): readonly string[] {
  const rest: Facts = {
    output: { findings, facts },
    kinds: written?.topology?.kinds ?? [],
    hasTopology: written?.topology !== undefined,
    isWritten: written !== undefined,
    metadata: written?.metadata ?? [],
  };
  return [JSON.stringify(rest), written?.topology?.text ?? '', ...(written?.files ?? []).flat()];
}
