/** What every command exits with. */
export const EXIT = {
  CLEAN: 0,
  FINDINGS: 1,
  FAILED: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
