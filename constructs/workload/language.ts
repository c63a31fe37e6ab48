/** Languages whose programs the OpenTelemetry operator can instrument. The values are the operator's names for them. */
export enum Language {
  JAVA = 'java',
  NODEJS = 'nodejs',
  PYTHON = 'python',
  DOTNET = 'dotnet',
  /** By a privileged container beside the program. The operator does so only if it was started with `--enable-go-instrumentation`. */
  GO = 'go',
}

/** Every language. */
export const LANGUAGES: readonly Language[] = Object.values(Language);
