import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

import { findingAt, type Finding } from './finding';
import { Manifest } from './manifest';
import { tryFindPlacement, type Placement } from './placement';
import { tryFindOutputFile, tryFindOutputFolder } from './output-place';
import { groupKind } from './phase';
import type { Rendering } from './rendering';
import { ruleFindings } from './rule';
import { render as renderRule } from './rules/render';
import { validation } from './rules/validation';
import { normalize } from './normalize';
import { schemaFindings, type ManifestJson } from './schema';

/** One object of the output with where it comes from and where it goes. */
export interface InventoryEntry {
  readonly object: ApiObject;
  readonly path: string;
  /** Folder of the output: that of the site, or of the outermost chart where there is no site, unless another was said. */
  readonly folder: string;
  /** Name of the file, if one was said. */
  readonly file: string | undefined;
  /** Name of the cluster the object is applied to. Objects outside of any site count as a cluster of their own per chart. */
  readonly cluster: string;
  readonly placement: Placement | undefined;
  /** The construct right below the chart that the object belongs to; it names the file. */
  readonly unit: string;
  readonly json: ManifestJson;
}

/** A part of the tree: its objects, rendered once, and what was found on the way. */
export interface Inventory {
  readonly entries: readonly InventoryEntry[];
  readonly findings: readonly Finding[];
}

/**
 * Walks a part of the tree once: rules and validations of every construct, and every object rendered and held against its
 * schema.
 *
 * @param without constructs below it that are parts of their own
 */
export function takeInventory(root: IConstruct, without: ReadonlySet<IConstruct>, rendering: Rendering): Inventory {
  const entries: InventoryEntry[] = [];
  const findings: Finding[] = [];
  const visit = (construct: IConstruct): void => {
    if (construct !== root && without.has(construct)) return;
    findings.push(...ruleFindings(construct, rendering), ...foreignFindings(construct));
    if (construct instanceof ApiObject) {
      const entry = render(construct, findings, rendering);
      if (entry !== undefined) entries.push(entry);
    }
    for (const child of construct.node.children) visit(child);
  };
  visit(root);
  return { entries, findings };
}

/**
 * Walks the tree once for its objects alone. Objects that cannot be rendered are left out.
 *
 * @param apiGroup objects of this group alone
 */
export function listObjects(root: IConstruct, rendering: Rendering, apiGroup?: string): readonly InventoryEntry[] {
  return root.node
    .findAll()
    .filter((construct): construct is ApiObject => construct instanceof ApiObject)
    .filter((object) => apiGroup === undefined || object.apiGroup === apiGroup)
    .flatMap((object) => render(object, [], rendering) ?? []);
}

/** What an object renders to, unchecked; undefined if it cannot be rendered. */
export function tryRender(object: ApiObject, rendering: Rendering): ManifestJson | undefined {
  try {
    const json = renderOnce(object, rendering);
    return isManifestJson(json) ? normalize(json) : undefined;
  } catch {
    return undefined;
  }
}

/** An object as it is rendered, once in a rendering. */
function renderOnce(object: ApiObject, rendering: Rendering): unknown {
  return rendering.once(object, 'json', () => {
    // A program may override how its object is rendered.
    const isOurs = Manifest.isManifest(object) && object.toJson === Manifest.prototype.toJson;
    return isOurs ? object.render(rendering) : (object.toJson() as unknown);
  });
}

function foreignFindings(construct: IConstruct): Finding[] {
  const { path } = construct.node;
  const found = (message: string, fix: string): Finding => findingAt(path, validation.report({ message, fix }));
  const fix = 'mend what the validation of this construct asks for';
  try {
    return construct.node.validate().map((message) => found(message, fix));
  } catch (error) {
    return [found(`the validation itself failed: ${firstLine(error)}`, 'mend the validation')];
  }
}

function render(object: ApiObject, findings: Finding[], rendering: Rendering): InventoryEntry | undefined {
  const path = object.node.path;
  const failed = (message: string): void => {
    const fix =
      'check the props and JSON patches of this object: each part of a path has to be there, with ~1 for / and ~0 for ~ in a name';
    findings.push(findingAt(path, renderRule.report({ message, fix })));
  };
  let json: unknown;
  try {
    json = renderOnce(object, rendering);
  } catch (error) {
    failed(firstLine(error));
    return undefined;
  }
  if (!isManifestJson(json)) {
    failed('the object has no apiVersion, kind or name');
    return undefined;
  }
  const against = Manifest.isManifest(object) ? object.check(json, rendering) : schemaFindings(json);
  findings.push(...against.map((finding) => findingAt(path, finding)));
  const placement = tryFindPlacement(object);
  const own = fileName(placement?.site ?? outermostChart(object).node.path);
  const folder = tryFindOutputFolder(object) ?? own;
  const cluster = placement?.cluster.name ?? `chart ${own}`;
  return { object, path, folder, file: tryFindOutputFile(object), cluster, placement, unit: unitOf(object), json: normalize(json) };
}

/** The rest of a message may show the whole object, and that object may be a Secret. */
function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}

function isManifestJson(json: unknown): json is ManifestJson {
  const { apiVersion, kind, metadata } = (json ?? {}) as Partial<ManifestJson>;
  return typeof apiVersion === 'string' && typeof kind === 'string' && typeof metadata?.name === 'string';
}

/** Text as part of a file's path. */
export function fileName(text: string): string {
  const safe = text
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return safe === '' ? 'objects' : safe;
}

/** The chart that gives an object its folder where there is no site. */
export function outermostChart(object: ApiObject): Chart {
  const charts = object.node.scopes.filter((scope): scope is Chart => scope instanceof Chart);
  return charts[0] ?? object.chart;
}

function unitOf(object: ApiObject): string {
  const scopes = object.node.scopes;
  const below = scopes[scopes.indexOf(object.chart) + 1];
  return below?.node.id ?? object.name;
}

/** What makes an object one and the same to an API server: cluster, kind, namespace and name. */
export function identityOf(entry: InventoryEntry): string {
  const { apiVersion, kind, metadata } = entry.json;
  return [entry.cluster, groupKind(apiVersion, kind), metadata.namespace ?? '', metadata.name].join('\n');
}
