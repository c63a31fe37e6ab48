import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import { project, runBuilt, runCommand } from '../command';
import { exampleOutput } from '../example-output';
import { readTree, ROOT, tempDir } from '../helpers';
import { filesWithSecrets, secretsIn } from './secrets';

const MAIN = readFileSync(path.join(ROOT, 'main.ts'), 'utf8');
const DIST = ['--dist', path.join(ROOT, 'dist')];

// test/examples/examples.test.ts checks the output of the examples and what they print.
describe('no key material, token or password', () => {
  it('is in the committed output', async () => {
    expect(await filesWithSecrets(readTree(path.join(ROOT, 'dist')))).toEqual([]);
  });

  it.each(['synth --json', 'synth'])('is in what otel-skupper %s prints', async (line) => {
    const { stdout, stderr } = runBuilt(project(MAIN), ...line.split(' '));
    expect(stdout).not.toBe('');
    expect(await secretsIn(`${stdout}${stderr}`)).toEqual([]);
  });

  it.each(['attributes', 'link', 'status', 'preflight', '--help'])('is in what otel-skupper %s prints', async (line) => {
    const cluster = ['--kubeconfig', path.join(ROOT, 'none')];
    const options: Readonly<Record<string, readonly string[]>> = { attributes: DIST, '--help': [] };
    const { stdout, stderr } = await runCommand(line, ...(options[line] ?? [...DIST, ...cluster]));
    expect(`${stdout}${stderr}`).not.toBe('');
    expect(await secretsIn(`${stdout}${stderr}`)).toEqual([]);
  });
});

describe('otel-skupper pki', () => {
  it('prints no key, and writes keys where they belong alone', async () => {
    const [out, dist] = [tempDir(), await exampleOutput('certificates-by-secrets')];
    const { stdout, stderr, status } = await runCommand('pki', '--dist', dist, '--out', out);
    expect({ status, secrets: await secretsIn(`${stdout}${stderr}`) }).toEqual({ status: 0, secrets: [] });
    const withKeys = new Set((await filesWithSecrets(readTree(out))).map((line) => line.split(': ')[0]));
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
