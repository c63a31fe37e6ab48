// A file of shops with faults of every kind: all of them at once, each with its line.
// finding: fleet/data test/broken/fleet-data.csv:1
// finding: fleet/data test/broken/fleet-data.csv:3
// finding: fleet/data test/broken/fleet-data.csv:3
// finding: fleet/data test/broken/fleet-data.csv:3
// finding: fleet/data test/broken/fleet-data.csv:5
// says: the column "regoin" is no field
// says: name has to be a DNS label of at most 63 characters, received "Lyon"
// says: region has to be one of "eu", "us", received "fr"
// says: replicas has to be an integer from 1 to 9, received "08"
// says: the row has 3 cells, and the header 4
import { addRule, EdgeSite, FleetField, readFleet, SynthesisError } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  try {
    const shops = readFleet('test/broken/fleet-data.csv', {
      name: FleetField.siteName(),
      region: FleetField.oneOf(['eu', 'us']),
      replicas: FleetField.integer({ min: 1, max: 9, default: 1 }),
    });
    for (const shop of shops) new EdgeSite(network, shop.name);
  } catch (error) {
    if (!(error instanceof SynthesisError)) throw error;
    // As findings of the network, so that they come with those of the rest of the program.
    addRule(new EdgeSite(network, 'edge'), () => error.findings);
  }
}
