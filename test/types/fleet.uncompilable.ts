// Fields that a row does not have, values that a field does not have, and options that do not go together.
// error: TS2339 Property 'nmae' does not exist on type
// error: TS2367 the types '"eu" | "us"' and '"de"' have no overlap
// error: TS2322 Type 'string | undefined' is not assignable to type 'string'
// error: TS2540 Cannot assign to 'replicas' because it is a read-only property
// error: TS2322 Type 'number' is not assignable to type 'string'
// error: TS2322 Type '"de"' is not assignable to type '"eu" | "us" | undefined'
// error: TS2322 Type 'string' is not assignable to type 'number'
// error: TS2322 Type 'string' is not assignable to type 'undefined'
// error: TS2353 'minimum' does not exist in type 'FleetNumberOptions<false>'
// error: TS2322 Type 'string' is not assignable to type 'FleetField<unknown>'
// error: TS2741 Property 'brand' is missing
// error: TS2322 is not assignable to type 'FleetField<unknown>'
// error: TS2673 Constructor of class 'FleetField<T>' is private
import { EdgeSite, FleetField, readFleet, TelemetryNetwork, type FleetRow } from '../../constructs';

const network = new TelemetryNetwork();
const fields = {
  name: FleetField.siteName(),
  region: FleetField.oneOf(['eu', 'us']),
  replicas: FleetField.integer({ min: 1, max: 9, default: 1 }),
  note: FleetField.text({ optional: true }),
};
for (const shop of readFleet('shops.csv', fields)) {
  // A field that is not there, a value that it cannot have, one that may be missing.
  new EdgeSite(network, shop.nmae);
  if (shop.region === 'de') throw new Error();
  const note: string = shop.note;
  // Rows are as the file has them.
  shop.replicas = 2;
}
const row: FleetRow<typeof fields> = { name: 1, region: 'eu', replicas: 1, note: undefined };
// Defaults that the field would refuse, one that is never used, and an option that there is not.
FleetField.oneOf(['eu', 'us'], { default: 'de' });
FleetField.integer({ default: '1' });
FleetField.text({ optional: true, default: 'left' });
FleetField.number({ minimum: 1 });
// A field by the name of its type, as a literal, and from a factory that was not called.
readFleet('shops.csv', { name: 'text' });
readFleet('shops.csv', { name: { reading: { asks: 'a text', fix: '', parse: () => '' }, fallback: undefined, isSiteName: false } });
readFleet('shops.csv', { name: FleetField.text });
new FleetField({ asks: 'a text', fix: '', parse: () => '' });

// These do compile.
for (const { name, region, replicas, note = 'left' } of readFleet('shops.yaml', fields)) {
  const where: 'eu' | 'us' = region;
  new EdgeSite(network, name, { namespace: `${where}-${note}-${replicas.toFixed()}` });
}
