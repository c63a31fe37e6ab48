/**
 * How far the proof of a system goes: its real program runs; that of some parts runs; something else plays its part; or what is written is
 * looked at, and nothing runs. The first two need a test in `test/cluster/`.
 */
export type Evidence = 'program' | 'in-part' | 'played' | 'written';

/** A system that the original's README names. In `here` and `legacy`, what stands in backquotes has to be there: see `names.ts`. */
export interface System {
  readonly title: string;
  /** What the original has it for. */
  readonly original: string;
  /** What does it here. */
  readonly here: string;
  /** What does it in the legacy generation. @default - the same */
  readonly legacy?: string;
  readonly evidence: Evidence;
  /** What ran, and what did not. */
  readonly ran: string;
  /** Construct, command or test is still to come. A test fails once all are there, until this is removed. @default - nothing is awaited */
  readonly awaited?: true;
}
