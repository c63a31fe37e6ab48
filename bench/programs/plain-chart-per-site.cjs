// Plain cdk8s with its own means of order: one App, a chart per site, each depending on the hub's. Written as cdk8s does by
// default, a file per chart, or, if so asked, as a folder per chart with a file per object.
const { ApiObject, App, Chart, YamlOutputType } = require('cdk8s');
const { edgeObjects, hubObjects } = require('./objects.cjs');
const { HUB, edges, folder } = require('./sites.cjs');

const { FILE_PER_CHART, FOLDER_PER_CHART_FILE_PER_RESOURCE } = YamlOutputType;
const yamlOutputType = process.argv[4] === 'folders' ? FOLDER_PER_CHART_FILE_PER_RESOURCE : FILE_PER_CHART;
const app = new App({ outdir: folder, yamlOutputType, outputFileExtension: '.yaml' });

function chartOf(site, objects) {
  const chart = new Chart(app, site);
  for (const [id, content] of Object.entries(objects)) {
    [content].flat().forEach((object, i) => new ApiObject(chart, `${id}-${i}`, object));
  }
  return chart;
}

const hub = chartOf(HUB, hubObjects(HUB));
for (const site of edges) chartOf(site, edgeObjects(HUB, site)).addDependency(hub);

app.synth();
