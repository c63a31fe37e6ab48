// As little as the same bytes can cost: texts of an earlier run, prepared by ../templates.mjs, with the site's name put in.
const fs = require('node:fs');
const path = require('node:path');
const { HUB, edges, folder } = require('./sites.cjs');

const { hub, edge, network } = JSON.parse(fs.readFileSync(process.env.BENCH_TEMPLATES, 'utf8'));

function writeSite(site, files) {
  const home = path.join(folder, site);
  fs.mkdirSync(home, { recursive: true });
  for (const [file, parts] of files) fs.writeFileSync(path.join(home, file), parts.join(site));
}

writeSite(HUB, Object.entries(hub));
for (const site of edges) writeSite(site, Object.entries(edge));

const forEach = (parts) => edges.map((site) => parts.join(site)).join(',\n');
const { head, site, middle, paths, tail } = network;
fs.writeFileSync(path.join(folder, 'network.json'), head + forEach(site) + middle + forEach(paths) + tail);
