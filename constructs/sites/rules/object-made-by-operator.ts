import { defineRule, type LocatedFault } from '../../synth/define-rule';
import { OBJECT_NAMES, type ObjectNames } from './subjects/object-names';

/** An operator creates objects under fixed names. It would overwrite an object of the program that has such a name. */
export const objectMadeByOperator = defineRule({
  id: 'object/made-by-operator',
  severity: 'error',
  subject: OBJECT_NAMES,
  docs: 'an operator makes an object of that kind and name',
  check: ({ own, addresses, created }: ObjectNames) => {
    const owners = new Map([...addresses.map(({ place, path }): [string, string] => [place, path]), ...created]);
    return own.flatMap(({ place, path, kind, name }): LocatedFault[] => {
      const owner = owners.get(place);
      if (owner === undefined) return [];
      const message = `an operator makes a ${kind} ${name} for ${owner}`;
      return [{ path, location: 'metadata.name', message, fix: 'choose another name' }];
    });
  },
});
