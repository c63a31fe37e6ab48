// What is to be reached: medians of one run of the benchmark, divided by each other.
import { APPS, FLEET, OWN, STRINGS } from './fleet.mjs';
import { CDK8S_SYNTHS, NPM_SYNTH } from './startup.mjs';
import { median, table } from './table.mjs';

/** @typedef {(name: string, edges?: number) => { ms: number, mb: number } | undefined} MedianOf */

/** @type {readonly { aim: string, most: number, value: (of: MedianOf) => number | undefined }[]} */
const AIMS = [
  { aim: `1 edge: ${OWN} / ${APPS}`, most: 1.3, value: (of) => divided(of(OWN, 1), of(APPS, 1)) },
  {
    aim: `${NPM_SYNTH} / the quicker cdk8s synth with tsx`,
    most: 0.55,
    value: (of) => divided(of(NPM_SYNTH), smallest(CDK8S_SYNTHS.map(({ name }) => of(name)))),
  },
  { aim: `1000 edges: ${OWN} / ${APPS}`, most: 0.3, value: (of) => divided(of(OWN, 1000), of(APPS, 1000)) },
  { aim: `1000 edges: ${OWN} / ${STRINGS}`, most: 5, value: (of) => divided(of(OWN, 1000), of(STRINGS, 1000)) },
  { aim: `1000 edges: ${FLEET} / ${APPS}`, most: 0.15, value: (of) => divided(of(FLEET, 1000), of(APPS, 1000)) },
  { aim: `1000 edges: ${FLEET} / ${STRINGS}`, most: 2.5, value: (of) => divided(of(FLEET, 1000), of(STRINGS, 1000)) },
  { aim: `10000 edges: ${FLEET} / ${STRINGS}`, most: 2.5, value: (of) => divided(of(FLEET, 10_000), of(STRINGS, 10_000)) },
  { aim: `10000 edges: ${FLEET}, MB`, most: 150, value: (of) => of(FLEET, 10_000)?.mb },
];

/** @param {readonly { edges?: number, measured: readonly import('./measure.mjs').Measured[] }[]} groups */
export function aimsTable(groups) {
  const of = (name, edges) => {
    const found = groups.filter((group) => group.edges === edges).flatMap(({ measured }) => measured.filter((one) => one.name === name));
    if (found.length === 0 || found[0].runs.length === 0) return undefined;
    return { ms: median(found[0].runs.map((run) => run.ms)), mb: median(found[0].runs.map((run) => run.mb)) };
  };
  const rows = AIMS.map(({ aim, most, value }) => {
    const measured = value(of);
    if (measured === undefined) return [aim, `≤ ${most.toFixed(2)}`, '–', 'not measured'];
    return [aim, `≤ ${most.toFixed(2)}`, measured.toFixed(2), measured <= most ? 'ok' : 'missed'];
  });
  return table([['aim', 'at most', 'measured', ''], ...rows]);
}

function divided(a, b) {
  return a === undefined || b === undefined ? undefined : a.ms / b.ms;
}

function smallest(all) {
  const known = all.filter((one) => one !== undefined);
  return known.length === 0 ? undefined : known.reduce((least, one) => (one.ms < least.ms ? one : least));
}
