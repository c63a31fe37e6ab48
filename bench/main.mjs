// What synthesis costs beside other ways to the same manifests. Run by hand: npm run build && npm run bench
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { aimsTable } from './aims.mjs';
import { fleetJobs, limitOf, manifestsOf, prepareTemplates, roundsOf } from './fleet.mjs';
import { measure, ROOT } from './measure.mjs';
import { commandJobs, loadingJobs } from './startup.mjs';
import { timesTable } from './table.mjs';

const USAGE = `npm run bench -- [--edges 1,100,1000] [--rounds 11] [--only edges|startup] [--temp FOLDER] [--results FILE]`;
const MEMORY = '/dev/shm';
const TMPFS = 0x01021994;

const { edges, rounds, only, temp: tempParent, results } = readArguments();
const temp = mkdtempSync(join(tempParent, 'bench-'));
// At every end, also after a failure or Ctrl-C.
process.on('exit', () => rmSync(temp, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const log = (text) => process.stderr.write(`${text}\n`);
const groups = [];
if (only !== 'startup') await measureEdges();
if (only !== 'edges') await measureStartup();
const text = report();
if (results === undefined) process.stdout.write(text);
else writeFileSync(results, text);

async function measureEdges() {
  await prepareTemplates(temp);
  for (const count of edges) {
    log(`${count} edges: comparing what is written`);
    const jobs = await fleetJobs(count, temp);
    const options = { rounds: roundsOf(count, rounds), warmUp: count < 10_000, temp, limit: limitOf(count), log };
    const title = `${count} ${count === 1 ? 'edge' : 'edges'}: ${manifestsOf(count)} manifests`;
    groups.push({ title, edges: count, measured: await measure(jobs, options) });
  }
}

async function measureStartup() {
  const options = { rounds, warmUp: true, temp, limit: 150_000, log };
  groups.push({ title: 'Loading', measured: await measure(loadingJobs(), options) });
  groups.push({ title: 'Commands, on main.ts', measured: await measure(commandJobs(temp), options) });
}

function report() {
  const where = statfsSync(temp).type === TMPFS ? 'in memory (tmpfs)' : 'on a disk';
  const parts = [
    '# Performance',
    `Written by \`npm run bench\`; nothing here is typed by hand. Node.js ${process.version}, ${versions()}.`,
    `Whole processes, from start to end. A round runs every program of a table once, in an order that changes from round to
round; times are medians of the rounds, and what does not take long has a round before that is not counted. CPU is that of all
processes of a command together, peak memory the largest resident set of any of them. Output goes to an empty folder ${where}.`,
    `The network is that of \`examples/fleet.ts\`. "This package" has all checks on; where nothing changed it runs over its own
output. "Plain cdk8s" writes the same objects from literals, without checks and without \`network.json\`: with one App per site
into the same files, with a chart per site into a file per chart, as cdk8s does by default, or into a file per object.
"Ready-made strings" writes the same bytes as this package, from texts prepared beforehand, without any library.`,
    ...groups.flatMap(({ title, measured }) => [`## ${title}`, timesTable(measured)]),
    '## Aims',
    aimsTable(groups),
  ];
  return `${parts.join('\n\n')}\n`;
}

function versions() {
  const versionOf = (folder) => JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')).version;
  const others = ['cdk8s', 'cdk8s-plus-27', 'cdk8s-cli', 'tsx'].map((name) => `${name} ${versionOf(join('node_modules', name))}`);
  return [`cdk8s-otel-skupper ${versionOf('.')}`, ...others].join(', ');
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      edges: { type: 'string', default: '1,100,1000' },
      rounds: { type: 'string', default: '11' },
      only: { type: 'string' },
      // In memory if possible: the disk is not what is compared, and its times vary most.
      temp: { type: 'string', default: existsSync(MEMORY) && statfsSync(MEMORY).type === TMPFS ? MEMORY : tmpdir() },
      results: { type: 'string' },
    },
  });
  const numbers = values.edges.split(',').map(Number);
  const count = Number(values.rounds);
  if (![...numbers, count].every((number) => Number.isInteger(number) && number > 0)) throw new Error(USAGE);
  if (values.only !== undefined && !['edges', 'startup'].includes(values.only)) throw new Error(USAGE);
  if (!existsSync(join(ROOT, 'lib', 'constructs', 'index.js'))) throw new Error('lib/ is not there: npm run build');
  return { ...values, edges: numbers, rounds: count };
}
