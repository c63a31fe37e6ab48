// Files of shops that are not there, and that are in no format that is known.
// finding: fleet/file test/broken/no-such-shops.yaml
// finding: fleet/file test/broken/fleet-file.ts
// says: the file is not there
// says: the name of the file does not say its format
import { addRule, EdgeSite, FleetField, readFleet, SynthesisError } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge');
  for (const file of ['test/broken/no-such-shops.yaml', 'test/broken/fleet-file.ts']) {
    try {
      readFleet(file, { name: FleetField.siteName() });
    } catch (error) {
      if (!(error instanceof SynthesisError)) throw error;
      // As findings of the network, so that they come with those of the rest of the program.
      addRule(edge, () => error.findings);
    }
  }
}
