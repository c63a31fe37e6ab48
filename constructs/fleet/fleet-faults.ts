import { findingAt, type Finding } from '../synth/finding';
import { SynthesisError } from '../synth/synthesis-error';
import { shorten } from './fleet-value';
import { fleetData } from './rules/fleet-data';
import { fleetFile } from './rules/fleet-file';

/** What is wrong with a data file. */
export class FleetFaults {
  private readonly file: string;
  private readonly findings = new Map<string, Finding>();

  /** @param file as the program names it */
  public constructor(file: string) {
    this.file = file;
  }

  /** The file cannot be read or parsed. */
  public unreadable(message: string, fix: string, line?: number): void {
    this.add(findingAt(line === undefined ? this.file : this.at(line), fleetFile.report({ message, fix })));
  }

  /** A line holds what it should not, or lacks something; `field` is the one to blame. */
  public data(line: number, field: string | undefined, message: string, fix: string): void {
    this.add(findingAt(this.at(line), fleetData.report({ ...(field !== undefined && { location: shorten(field) }), message, fix })));
  }

  public get areNone(): boolean {
    return this.findings.size === 0;
  }

  /** @throws SynthesisError if something was found */
  public throwIfAny(): void {
    if (!this.areNone) this.throw();
  }

  /** @throws SynthesisError with what was found */
  public throw(): never {
    throw new SynthesisError([...this.findings.values()]);
  }

  private at(line: number): string {
    return `${this.file}:${String(line)}`;
  }

  // Once each: what many rows merge from one place is wrong in one place.
  private add(finding: Finding): void {
    this.findings.set(JSON.stringify([finding.path, finding.location, finding.message]), finding);
  }
}
