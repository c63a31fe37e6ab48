// Whole processes, in turn: one run of each in a round, in an order that differs from round to round.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const USAGE_HOOK = join(ROOT, 'bench', 'usage.cjs');

/**
 * @typedef {object} Job
 * @property {string} name
 * @property {readonly string[]} command the program and its arguments
 * @property {Readonly<Record<string, string>>} [env] beside that of this process
 * @property {() => void} [before] not timed
 * @property {() => void} [after] not timed
 * @property {number} [rounds] fewer than all
 *
 * @typedef {{ ms: number, cpu: number, mb: number }} Run
 * @typedef {{ name: string, runs: Run[], tooLong?: number }} Measured
 */

/**
 * @param {readonly Job[]} jobs
 * @param {{ rounds: number, warmUp: boolean, temp: string, limit: number, log: (text: string) => void }} options
 * @returns {Promise<Measured[]>}
 */
export async function measure(jobs, { rounds, warmUp, temp, limit, log }) {
  /** @type {Map<Job, Measured>} */
  const measured = new Map(jobs.map((job) => [job, { name: job.name, runs: [] }]));
  for (let round = warmUp ? -1 : 0; round < rounds; round++) {
    for (const job of shuffled(jobs, round)) {
      const own = measured.get(job);
      // What is run less often takes long, and is not warmed up.
      const isDue = job.rounds === undefined || (round >= 0 && round < job.rounds);
      if (!isDue || own.tooLong !== undefined) continue;
      const run = await runOnce(job, temp, limit);
      log(`  ${round < 0 ? 'warm-up' : `round ${round + 1}`}: ${job.name}: ${run === undefined ? 'too long' : `${run.ms.toFixed(0)} ms`}`);
      if (run === undefined) own.tooLong = limit;
      else if (round >= 0) own.runs.push(run);
    }
  }
  return [...measured.values()];
}

/** What runs now ends with the benchmark, whatever ends that. */
let running;
process.on('exit', killRunning);

function killRunning() {
  if (running?.pid !== undefined) process.kill(-running.pid, 'SIGKILL');
}

/**
 * One run of a process and all it starts; undefined if it takes longer than the limit, in milliseconds.
 *
 * @param {Job} job
 * @param {string} temp
 * @param {number} limit
 * @returns {Promise<Run | undefined>}
 */
export async function runOnce({ name, command: [program, ...args], env, before, after }, temp, limit) {
  const usage = join(temp, 'usage.jsonl');
  rmSync(usage, { force: true });
  before?.();
  let timer;
  try {
    const begin = process.hrtime.bigint();
    // A process group of its own, so that all that it started can be ended with it.
    running = spawn(program, args, {
      cwd: ROOT,
      env: { ...ENVIRONMENT, BENCH_USAGE: usage, NODE_OPTIONS: `--require ${JSON.stringify(USAGE_HOOK)}`, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    const complaint = [];
    running.stderr.on('data', (text) => complaint.push(text));
    let isTooLong = false;
    timer = setTimeout(() => {
      isTooLong = true;
      killRunning();
    }, limit);
    const [code] = await once(running, 'close');
    const ms = Number(process.hrtime.bigint() - begin) / 1e6;
    running = undefined;
    if (isTooLong) return undefined;
    if (code !== 0) throw new Error(`${name} failed:\n${Buffer.concat(complaint).toString()}`);
    return { ms, ...readUsage(usage) };
  } finally {
    clearTimeout(timer);
    running = undefined;
    after?.();
  }
}

/** Time of all processes together, memory of the one that had most. */
function readUsage(file) {
  const processes = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const cpu = processes.reduce((sum, process) => sum + process.cpu, 0) / 1e3;
  return { cpu, mb: Math.max(...processes.map(({ maxRSS }) => maxRSS)) / 1024 };
}

// What a shell would give: without what `npm run` adds, without certificates that Node reads at every start, and without
// anything that asks the network for newer versions.
const ENVIRONMENT = {
  ...Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^(npm_|CDK8S_|NODE_)/i.test(key))),
  CDK8S_CHECK_UPGRADE: 'false',
  npm_config_offline: 'true',
  npm_config_update_notifier: 'false',
};

/** The same order in every run of the benchmark. */
function shuffled(list, seed) {
  const random = mulberry32(seed);
  return list
    .map((item) => [random(), item])
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
