// Plain cdk8s as its users avoid the quadratic graph: one App per site, in it a chart per file.
const path = require('node:path');
const { ApiObject, App, Chart, YamlOutputType } = require('cdk8s');
const { edgeObjects, hubObjects } = require('./objects.cjs');
const { HUB, edges, folder } = require('./sites.cjs');

function synthSite(site, objects) {
  const app = new App({ outdir: path.join(folder, site), yamlOutputType: YamlOutputType.FILE_PER_CHART, outputFileExtension: '.yaml' });
  for (const [file, content] of Object.entries(objects)) {
    const chart = new Chart(app, file);
    [content].flat().forEach((object, i) => new ApiObject(chart, `object-${i}`, object));
  }
  app.synth();
}

synthSite(HUB, hubObjects(HUB));
for (const site of edges) synthSite(site, edgeObjects(HUB, site));
