import { wordsOf } from '../../synth/shape/free-text';
import { TextTemplate } from '../../synth/shape/text-template';
import type { HoleValues } from './hole-values';
import type { PartOutput } from './part-output';

/** Rendered site, with the values of its holes. */
export interface Exemplar {
  readonly values: HoleValues;
  readonly output: PartOutput;
}

/** Output of the sites of one group, with holes for their names and texts. */
export class PartTemplate {
  /** Returns the template of rendered sites; undefined if their outputs differ in more than the names and texts. */
  public static of(exemplars: readonly Exemplar[]): PartTemplate | undefined {
    const samples = exemplars.map(({ values, output }) => ({ values, texts: textsOf(output) }));
    const [first, ...others] = samples;
    if (first === undefined || others.some(({ texts }) => texts.length !== first.texts.length)) return undefined;
    const templates: TextTemplate[] = [];
    for (const i of first.texts.keys()) {
      // Rules compare facts of several sites, so facts must not contain a text of a row.
      const template = TextTemplate.of(
        samples.map(({ values, texts }) => ({ text: texts[i] ?? '', values: i === FACTS ? values.slice(0, 1) : values })),
      );
      if (template === undefined) return undefined;
      templates.push(template);
    }
    return new PartTemplate(templates);
  }

  private words: ReadonlySet<string> | undefined;

  private constructor(private readonly templates: readonly TextTemplate[]) {}

  /** Returns the output of the site with these values. */
  public fill(values: HoleValues): PartOutput {
    const [facts = '', topology = '', ...texts] = this.templates.map((template) => template.fill(values));
    const { output, kinds, hasTopology, isWritten, metadata } = JSON.parse(facts) as Facts;
    const files = texts.flatMap((path, i) => (i % 2 === 0 ? [[path, texts[i + 1] ?? ''] as const] : []));
    const written = { files, metadata, topology: hasTopology ? { text: topology, kinds } : undefined };
    return { ...output, written: isWritten ? written : undefined };
  }

  /** Whether the template itself contains all words of one of the texts. Such a text may be equal to another text of the site. */
  public mentions([, ...texts]: HoleValues): boolean {
    if (texts.length === 0) return false;
    const words = (this.words ??= new Set(this.templates.flatMap(({ pieces }) => pieces.flatMap(wordsOf))));
    return texts.some((text) => wordsOf(text).every((word) => words.has(word)));
  }
}

/** Place of the facts among the texts of an output. */
const FACTS = 0;

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
