// One step of the measurement with npm's cassandra-driver: HOST OPERATION CONCURRENCY SECONDS.
const cassandra = require('cassandra-driver');
const [host, operation, concurrency, seconds] = [process.argv[2], process.argv[3], +process.argv[4], +process.argv[5]];
const text = 'x'.repeat(100);
const keys = 10000;

async function loop(act, length) {
  const times = [];
  const end = process.hrtime.bigint() + BigInt(length) * 1000000000n;
  await Promise.all(Array.from({ length: concurrency }, async (_, worker) => {
    for (let i = worker; process.hrtime.bigint() < end; i += concurrency) {
      const before = process.hrtime.bigint();
      await act(i % keys);
      times.push(Number(process.hrtime.bigint() - before) / 1e6);
    }
  }));
  return times;
}

(async () => {
  const client = new cassandra.Client({
    contactPoints: [host], localDataCenter: 'datacenter1', protocolOptions: { maxVersion: 3 },
    queryOptions: { consistency: cassandra.types.consistencies.one, prepare: true },
  });
  await client.connect();
  const act = operation === 'insert'
    ? key => client.execute('INSERT INTO bench.t (k, v) VALUES (?, ?)', [key, text])
    : async key => {
        const rows = await client.execute('SELECT v FROM bench.t WHERE k = ?', [key]);
        if (rows.rows[0].v !== text) throw new Error('another row came back');
      };
  await loop(act, 8);
  console.log('start');
  const cpu = process.cpuUsage();
  const before = process.hrtime.bigint();
  const times = await loop(act, seconds);
  const elapsed = Number(process.hrtime.bigint() - before) / 1e9;
  const used = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  console.log([times.length, elapsed, times[times.length >> 1], times[Math.floor(times.length * 0.99)], used.user / 1e6, used.system / 1e6, 0].join(' '));
  await client.shutdown();
})();
