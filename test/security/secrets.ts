/** What secretlint has no rule for: what these manifests and commands could give away. */
const PATTERNS: readonly (readonly [string, RegExp])[] = [
  ['private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['token (JWT)', /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./],
  ['credentials in a header', /\b(bearer|basic) (?!\$\{)[A-Za-z0-9+/=_.-]{6,}/i],
  ['credentials in an address', /\b[a-z][a-z0-9+.-]*:\/\/[^\s/@"'${}]+:[^\s/@"'${}]+@/i],
  // As YAML, JSON, the lines of an environment or arguments have it. What refers to a secret is a name.
  [
    'password or code',
    /["']?\b(?:password|passwd|passphrase|code|client_secret|api_?key|private_?key|tls\.key)["']?[ \t]*[:=][ \t]*["']?(?!\s|["']|\$\{|null\b|\|)[^\s"',{}]{4,}/i,
  ],
];

/** Runs of base64 that may hide a key, as the data of Secrets does. */
const BASE64 = /[A-Za-z0-9+/]{40,}={0,2}/g;

/** Files with key material, tokens or passwords, as `file: finding`. */
export async function filesWithSecrets(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  // One search for all files: the time that secretlint needs grows with the square of the number of its runs.
  if ((await secretsIn(Object.values(files).join('\n\n'))).length === 0) return [];
  const all = await Promise.all(
    Object.entries(files).map(async ([file, text]) => (await secretsIn(text)).map((secret) => `${file}: ${secret}`)),
  );
  return all.flat();
}

/** What in a text looks like key material, a token or a password, in words; the secret itself is not shown. */
export async function secretsIn(text: string): Promise<readonly string[]> {
  const decoded = [...text.matchAll(BASE64)].map(([run]) => Buffer.from(run, 'base64').toString('latin1'));
  const found = await Promise.all([text, ...decoded.filter((hidden) => /^[\t\n\r\x20-\x7e]+$/.test(hidden))].map(plainSecretsIn));
  return [...new Set(found.flat())];
}

async function plainSecretsIn(text: string): Promise<readonly string[]> {
  const own = PATTERNS.filter(([, pattern]) => pattern.test(text)).map(([name]) => name);
  const { lintSource } = await import('@secretlint/core');
  const { creator } = await import('@secretlint/secretlint-rule-preset-recommend');
  const { messages } = await lintSource({
    source: { filePath: 'text.txt', content: text, ext: '.txt', contentType: 'text' },
    options: {
      noPhysicFilePath: true,
      config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator, options: {} }] },
    },
  });
  return [...own, ...messages.map(({ ruleId }) => ruleId)];
}
