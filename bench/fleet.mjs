// The network of examples/fleet.ts with any number of edges, written by different programs.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT, runOnce } from './measure.mjs';
import { requireSameBytes, requireSameObjects } from './same.mjs';
import { templatesOf } from './templates.mjs';

export const OWN = 'this package';
export const FLEET = 'this package, addFleet';
export const UNCHANGED = 'this package, nothing changed';
export const APPS = 'plain cdk8s, one App per site';
export const CHARTS = "plain cdk8s, chart per site depending on the hub's";
export const FOLDERS = `${CHARTS}, folder per chart`;
export const STRINGS = 'ready-made strings';

/** The file of each program, and what it is given after the number of edges and the folder. */
const PROGRAMS = {
  [OWN]: ['package.cjs'],
  [FLEET]: ['package.cjs', 'rows'],
  [APPS]: ['plain-app-per-site.cjs'],
  [CHARTS]: ['plain-chart-per-site.cjs'],
  [FOLDERS]: ['plain-chart-per-site.cjs', 'folders'],
  [STRINGS]: ['strings.cjs'],
};
/** Up to this many edges what the programs write is compared. */
const MOST_COMPARED = 1000;
/** cdk8s works through the whole App for each chart that it writes as one file: up to this many edges that is a matter of seconds. */
const MOST_QUADRATIC = 100;
const ONCE_QUADRATIC = 1000;

/** Nine for the hub, eight for every edge. */
export const manifestsOf = (edges) => 9 + 8 * edges;

/** Fewer rounds where one takes long. */
export const roundsOf = (edges, rounds) => Math.min(rounds, edges >= 10_000 ? 3 : edges >= 1000 ? 5 : rounds);

/** Longest time of one run in milliseconds. */
export const limitOf = (edges) => (edges > 1000 ? 600_000 : 150_000);

/** Cuts the output of this package for one edge into templates, in a file below `temp`. */
export async function prepareTemplates(temp) {
  const folder = join(temp, 'template');
  await run(OWN, 1, folder, temp);
  writeFileSync(templatesFile(temp), JSON.stringify(templatesOf(folder, 'hub', 'edge-00001')));
  rmSync(folder, { recursive: true });
}

/** Makes sure that all programs write the same, and returns them as jobs. */
export async function fleetJobs(edges, temp) {
  const kept = join(temp, `kept-${edges}`);
  await run(OWN, edges, kept, temp);
  if (edges <= MOST_COMPARED) {
    await compared(STRINGS, requireSameBytes, edges, kept, temp);
    await compared(FLEET, requireSameBytes, edges, kept, temp);
    await compared(APPS, requireSameObjects, edges, kept, temp);
    await compared(FOLDERS, requireSameObjects, edges, kept, temp);
  }
  if (edges <= MOST_QUADRATIC) await compared(CHARTS, requireSameObjects, edges, kept, temp);

  const emptied = (name) => {
    const one = job(name, edges, join(temp, 'out'), temp);
    return { ...one, before: () => mkdirSync(one.folder), after: () => rmSync(one.folder, { recursive: true, force: true }) };
  };
  return [
    emptied(OWN),
    emptied(FLEET),
    { ...job(OWN, edges, kept, temp), name: UNCHANGED },
    emptied(APPS),
    ...(edges <= ONCE_QUADRATIC ? [{ ...emptied(CHARTS), ...(edges > MOST_QUADRATIC && { rounds: 1 }) }] : []),
    emptied(FOLDERS),
    emptied(STRINGS),
  ];
}

function job(name, edges, folder, temp) {
  const [file, ...more] = PROGRAMS[name];
  return {
    name,
    command: [process.execPath, join(ROOT, 'bench', 'programs', file), String(edges), folder, ...more],
    env: { BENCH_TEMPLATES: templatesFile(temp) },
    folder,
  };
}

async function compared(name, requireSame, edges, own, temp) {
  const folder = join(temp, 'compared');
  await run(name, edges, folder, temp);
  requireSame(own, folder, `${edges} edges: what ${OWN} and ${name} write`);
  rmSync(folder, { recursive: true });
}

async function run(name, edges, folder, temp) {
  if ((await runOnce(job(name, edges, folder, temp), temp, limitOf(edges))) === undefined) throw new Error(`${name} takes too long`);
}

function templatesFile(temp) {
  return join(temp, 'templates.json');
}
