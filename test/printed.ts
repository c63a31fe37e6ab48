import { afterAll, afterEach, expect } from 'vitest';

/** Text that the tests of this worker wrote to stderr and did not look at yet. */
class Printed {
  private text = '';

  public constructor() {
    process.stderr.write = (text: string | Uint8Array): boolean => {
      this.text += String(text);
      return true;
    };
  }

  public take(): string {
    const text = this.text;
    this.text = '';
    return text;
  }
}

// Files of a worker share their modules, so this runs once in each worker.
const printed = new Printed();

/** What was written to stderr since the last call. A test that prints must call this, and should look at the text. */
export function printedText(): string {
  return printed.take();
}

/** Fails each test that writes to stderr without looking at it. */
export function guardStderr(): void {
  const check = (): void => {
    expect(printedText(), 'this was written to stderr, and the test does not look at it: see test/printed.ts').toBe('');
  };
  afterEach(check);
  afterAll(check);
}

/** Warnings among what was written to stderr since the last call, as `rule path`, each once. */
export function printedWarnings(): readonly string[] {
  const found = [...printedText().matchAll(/^\[(.*?)\] warning (\S+?)(?=:| )/gm)].map(([, path = '', rule = '']) => `${rule} ${path}`);
  return [...new Set(found)].sort();
}
