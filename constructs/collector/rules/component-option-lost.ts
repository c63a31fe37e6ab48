import { defineRule } from '../../synth/define-rule';
import { scrapeFaults } from './options/scrape-faults';
import { COLLECTOR } from './subject';

/** A Prometheus receiver accepts some options without using them, and replaces the password of a URL. */
export const componentOptionLost = defineRule({
  id: 'component/option-lost',
  severity: 'warning',
  subject: COLLECTOR,
  docs: 'a component accepts an option and does not use it, or uses another value',
  check: ({ components }) => components.flatMap((component) => scrapeFaults(component, 'lost')),
});
