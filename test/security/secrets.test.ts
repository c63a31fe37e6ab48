import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import { readTree, ROOT, tempDir } from '../helpers';
import { examplePrograms } from '../programs';
import { secretsIn } from './secrets';

/** Runs a piece of a program with the sources of this package, in a process of its own. */
function node(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): { readonly printed: string; readonly status: number | null } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', 'tsx/cjs', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { printed: `${stdout}${stderr}`, status };
}

async function found(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const all = await Promise.all(
    Object.entries(files).map(async ([file, text]) => (await secretsIn(text)).map((secret) => `${file}: ${secret}`)),
  );
  return all.flat();
}

describe('no key material, token or password', () => {
  it('is in the committed output', async () => {
    expect(await found(readTree(path.join(ROOT, 'dist')))).toEqual([]);
    expect(await found(readTree(path.join(ROOT, 'test', 'golden')))).toEqual([]);
  });

  it('is in what the examples write and print', async () => {
    const out = tempDir();
    const programs = examplePrograms();
    // One process for all: each reads where to write when it makes its network.
    const script = `for (const { name, file } of ${JSON.stringify(programs)}) {
      process.env.CDK8S_OUTDIR = require('node:path').join(${JSON.stringify(out)}, name);
      require(file);
    }`;
    const { printed, status } = node(['-e', script]);
    expect({ status, secrets: await secretsIn(printed) }).toEqual({ status: 0, secrets: [] });
    expect(readdirSync(out).sort()).toEqual(programs.map(({ name }) => name).sort());
    expect(await found(readTree(out))).toEqual([]);
  }, 120_000);

  it.each(['synth --json', 'synth', 'attributes', 'link', 'status', 'preflight', '--help'])(
    'is in what otel-skupper %s prints',
    async (line) => {
      const { printed } = node(['cli/main.ts', ...line.split(' ')], {
        CDK8S_OUTDIR: line.startsWith('synth') ? tempDir() : path.join(ROOT, 'dist'),
        KUBECONFIG: path.join(ROOT, 'none'),
      });
      expect(printed).not.toBe('');
      expect(await secretsIn(printed)).toEqual([]);
    },
  );
});

describe('otel-skupper pki', () => {
  it('prints no key, and writes keys where they belong alone', async () => {
    const [out, dist] = [tempDir(), path.join(ROOT, 'test', 'golden', 'certificates-by-secrets')];
    const { printed, status } = node(['cli/main.ts', 'pki', '--dist', dist, '--out', out]);
    expect({ status, secrets: await secretsIn(printed) }).toEqual({ status: 0, secrets: [] });
    const withKeys = new Set((await found(readTree(out))).map((line) => line.split(': ')[0]));
    expect(Object.keys(readTree(out)).filter((file) => !withKeys.has(file))).toEqual([]);
  });
});

describe('the search for secrets finds', () => {
  const key = (type: 'pkcs1' | 'pkcs8'): string =>
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type, format: 'pem' }).toString();
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const part = (text: string): string => Buffer.from(text).toString('base64url');

  it.each([
    ['a private key (PKCS#8)', key('pkcs8')],
    ['a private key (PKCS#1)', key('pkcs1')],
    ['a private key in the data of a Secret', `data:\n  tls.key: ${base64(key('pkcs8'))}\n`],
    ['a private key in JSON', JSON.stringify({ key: key('pkcs8') })],
    ['the code of a token, in YAML', `spec:\n  url: https://hub\n  code: ${randomBytes(12).toString('hex')}\n`],
    ['the code of a token, in JSON', JSON.stringify({ spec: { code: randomBytes(12).toString('base64') } })],
    ['a password', 'console-password: hunter2'],
    ['a password among arguments', 'args: [--password=hunter2]'],
    ['a header', 'authorization: Bearer abc123def456'],
    ['an address with a password', 'endpoint: https://shop:hunter2@otlp.example.com'],
    ['a service account token', `token: ${part('{"alg":"RS256"}')}.${part('{"iss":"kubernetes"}')}.c2lnbmF0dXJl`],
    ['a token of GitHub', `ghp_${'a1'.repeat(18)}`],
  ])('%s', async (_, text) => {
    expect(await secretsIn(text)).not.toEqual([]);
  });

  it('no secret in what only names one', async () => {
    const text = [
      'tlsCredentials: skupper-router-server',
      'valueFrom: { secretKeyRef: { key: password, name: backend } }',
      'password: ${env:BACKEND_PASSWORD}',
      'headers: { authorization: "Bearer ${env:TOKEN}" }',
      'code: "${env:CODE}"',
      'image: registry.example.com/collector@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    ].join('\n');
    expect(await secretsIn(text)).toEqual([]);
  });
});
