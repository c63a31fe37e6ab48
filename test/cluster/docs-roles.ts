import { readFileSync } from 'node:fs';
import * as path from 'node:path';

import { ROOT } from '../root';

/** The roles that docs/commands.md gives under a heading, bound to the user whose roles a test gives. */
export function docsRoles(heading: string): string {
  const docs = readFileSync(path.join(ROOT, 'docs', 'commands.md'), 'utf8');
  const [, section] = docs.split(`### Roles for ${heading}\n`);
  const [, yaml] = /^```yaml\n([^]*?)^```/m.exec(section ?? '') ?? [];
  if (yaml === undefined) throw new Error(`docs/commands.md has no roles for ${heading}`);
  return yaml.replaceAll('name: SOMEBODY', 'name: limited');
}
