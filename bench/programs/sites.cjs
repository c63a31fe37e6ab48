// What every program agrees on: node PROGRAM EDGES FOLDER, and the names of the sites.
const [, , edges = '1', folder = 'dist'] = process.argv;

/** @param {number} i */
const edgeName = (i) => `edge-${String(i).padStart(5, '0')}`;

module.exports = { HUB: 'hub', edgeName, edges: Array.from({ length: Number(edges) }, (_, i) => edgeName(i + 1)), folder };
