import type { ComponentClass } from '../../../imports/otelcol/references';
import { quote } from '../../synth/argument';
import { defineRule } from '../../synth/define-rule';
import { knownTypes, tryFindComponent } from '../catalogue/facts';
import { SECTIONS } from '../config/sections';
import { COLLECTOR } from './subject';
import { nameOf } from './view/class-name';
import { successorOf } from './view/removed-components';

/** The type of a component is in the catalogue, or the program states that the image has it. */
export const componentUnknown = defineRule({
  id: 'component/unknown',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a component is of a type that nobody knows',
  check: (view) =>
    view.components.flatMap((component) => {
      const { part, type, location } = component;
      if (tryFindComponent(part, type) !== undefined || successorOf(part, type) !== undefined || view.isInImage(component)) return [];
      const close = hint(part, type);
      return [
        {
          location,
          message: `no ${nameOf(part)} of the type ${quote(type)} is known${close === undefined ? '' : `; ${close}`}`,
          fix: `correct the type, or say that the image has it: custom${capital(nameOf(part))}(${quote(type)}, …)`,
        },
      ];
    }),
});

function hint(part: ComponentClass, type: string): string | undefined {
  const elsewhere = Object.values(SECTIONS).filter((other) => tryFindComponent(other, type) !== undefined);
  return elsewhere.length > 0 ? `${elsewhere.map(nameOf).join(' and ')} of that type there is` : similar(part, type);
}

/** Returns a question about a known type with the same letters. */
function similar(part: ComponentClass, type: string): string | undefined {
  const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const found = knownTypes(part).find((known) => letters(known) === letters(type) || letters(type).startsWith(letters(known)));
  return found === undefined ? undefined : `did you mean ${found}?`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
