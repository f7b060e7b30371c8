using Kalends.Storage.Embedded;
using Kalends.WriteLoad;

// Writes under load into the data directory until it is killed, and prints a line for each write that was acknowledged.
// Usage: Kalends.WriteLoad DATA_DIRECTORY SEED
await using EmbeddedStorageSet set = EmbeddedStorageSet.Open(args[0], TimeProvider.System);
await set.Prepare(CancellationToken.None);
var load = new Load(set, long.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture));
await load.Run();
