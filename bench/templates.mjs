// What programs/strings.cjs fills in: the output of this package for one edge, cut where the edge's name stands.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} folder written by programs/package.cjs for one edge */
export function templatesOf(folder, hub, edge) {
  const text = readFileSync(join(folder, 'network.json'), 'utf8');
  const [site] = JSON.parse(text).sites.filter(({ name }) => name === edge);
  const siteText = indented(JSON.stringify(site, null, 2), '    ');
  const pathsText = text
    .split('\n')
    .filter((line) => line.startsWith(`    "${edge}/`))
    .join('\n')
    .replace(/,$/, '');
  const [head, rest] = cut(text, siteText);
  const [middle, tail] = cut(rest, pathsText);
  return {
    hub: filesOf(join(folder, hub), (file) => [file]),
    edge: filesOf(join(folder, edge), (file) => file.split(edge)),
    network: { head, site: siteText.split(edge), middle, paths: pathsText.split(edge), tail },
  };
}

function filesOf(folder, partsOf) {
  return Object.fromEntries(readdirSync(folder).map((file) => [file, partsOf(readFileSync(join(folder, file), 'utf8'))]));
}

function indented(text, indent) {
  return text.replaceAll(/^/gm, indent);
}

function cut(text, part) {
  const at = text.indexOf(part);
  if (at < 0) throw new Error('network.json has another form than bench/templates.mjs expects');
  return [text.slice(0, at), text.slice(at + part.length)];
}
