// What is to be reached: medians of one run of the benchmark, divided by each other.
import { APPS, OWN, STRINGS } from './fleet.mjs';
import { CDK8S_SYNTHS, NPM_SYNTH } from './startup.mjs';
import { median, table } from './table.mjs';

/** @typedef {(name: string, edges?: number) => number | undefined} MedianOf */

/** @type {readonly { aim: string, most: number, ratio: (ms: MedianOf) => number | undefined }[]} */
const AIMS = [
  { aim: `1 edge: ${OWN} / ${APPS}`, most: 1.2, ratio: (ms) => divided(ms(OWN, 1), ms(APPS, 1)) },
  {
    aim: `${NPM_SYNTH} / the quicker cdk8s synth with tsx`,
    most: 0.6,
    ratio: (ms) => divided(ms(NPM_SYNTH), smallest(CDK8S_SYNTHS.map(({ name }) => ms(name)))),
  },
  { aim: `1000 edges: ${OWN} / ${APPS}`, most: 1 / 3, ratio: (ms) => divided(ms(OWN, 1000), ms(APPS, 1000)) },
  { aim: `1000 edges: ${OWN} / ${STRINGS}`, most: 4, ratio: (ms) => divided(ms(OWN, 1000), ms(STRINGS, 1000)) },
  { aim: `${OWN}: 10000 edges / 1000 edges`, most: 11, ratio: (ms) => divided(ms(OWN, 10_000), ms(OWN, 1000)) },
];

/** @param {readonly { edges?: number, measured: readonly import('./measure.mjs').Measured[] }[]} groups */
export function aimsTable(groups) {
  const ms = (name, edges) => {
    const found = groups.filter((group) => group.edges === edges).flatMap(({ measured }) => measured.filter((one) => one.name === name));
    return found.length === 0 || found[0].runs.length === 0 ? undefined : median(found[0].runs.map((run) => run.ms));
  };
  const rows = AIMS.map(({ aim, most, ratio }) => {
    const value = ratio(ms);
    if (value === undefined) return [aim, `≤ ${most.toFixed(2)}`, '–', 'not measured'];
    return [aim, `≤ ${most.toFixed(2)}`, value.toFixed(2), value <= most ? 'ok' : 'missed'];
  });
  return table([['aim', 'at most', 'measured', ''], ...rows]);
}

function divided(a, b) {
  return a === undefined || b === undefined ? undefined : a / b;
}

function smallest(numbers) {
  const known = numbers.filter((number) => number !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
