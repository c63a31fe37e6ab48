import { defineRule, type LocatedFault } from '../../synth/define-rule';
import { SKUPPER_NAMESPACE } from './subjects/skupper-namespace';

/** Without a port the router would listen on its default port, and its Service would have port 0. */
export const routerAccessPorts = defineRule({
  id: 'router-access/ports',
  severity: 'error',
  subject: SKUPPER_NAMESPACE,
  docs: 'a role of a router access has no port, a wrong one, or that of another',
  check: ({ accesses }) => {
    const taken = new Map<unknown, string>();
    return accesses.flatMap(({ path, spec }) =>
      (spec.roles ?? []).flatMap(({ name, port }, i): readonly LocatedFault[] => {
        const found = (message: string, fix: string): readonly LocatedFault[] => [
          { path, location: `spec.roles.${String(i)}`, message, fix },
        ];
        if (name !== 'inter-router' && name !== 'edge') {
          return found(`the role has to be inter-router or edge, received ${JSON.stringify(name ?? '')}`, 'name one of the two');
        }
        if (typeof port !== 'number' || port < 1 || port > 65_535) {
          return found(
            `the role ${name} needs a port from 1 to 65535, received ${port === undefined ? 'none' : JSON.stringify(port)}`,
            'give the port',
          );
        }
        const other = taken.get(port);
        taken.set(port, path);
        if (other === undefined) return [];
        return found(`the port ${String(port)} is taken by ${other} already`, 'give each its own port: the router listens on all of them');
      }),
    );
  },
});
