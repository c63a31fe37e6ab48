import { compareFindings, formatFindings, type Finding } from './finding';
import { synthesisHost } from './synthesis-host';

/**
 * Thrown instead of writing anything when a program has findings of severity `error`. Its message and stack are the
 * list for people; `JSON.stringify` gives `{"findings": […]}`.
 */
export class SynthesisError extends Error {
  public override readonly name: string = 'SynthesisError';
  declare public readonly findings: readonly Finding[];

  public constructor(findings: readonly Finding[]) {
    const sorted = [...findings].sort(compareFindings);
    const count = sorted.length === 1 ? '1 finding' : `${String(sorted.length)} findings`;
    super(`nothing was written: ${count}\n${formatFindings(sorted)}`);
    // Not enumerable: Node would print them again below the message.
    Object.defineProperty(this, 'findings', { value: sorted });
    // Where in this library the error was made helps nobody: each finding says where the program is wrong.
    this.stack = `${this.name}: ${this.message}`;
    synthesisHost()?.refused(this, sorted);
  }

  public toJSON(): { readonly findings: readonly Finding[] } {
    return { findings: this.findings };
  }
}
