#!/usr/bin/env python3
"""What an installation needs, from what bench/scale/run.sh measured and what is assumed of people: the tables of docs/scale.md."""

# Measured: processor milliseconds a call by kind of server (one copy in Cassandra), 2 MySQL shards or 1, as in bench/RESULTS.md.
COSTS = {  # call: (api, Cassandra, MySQL, Redis, Redis commands)
    "week view, hot": (0.104, 0.006, 0.0, 0.0, 0.0),
    "week view, warm": (0.658, 0.025, 0.0, 0.017, 1.0),
    "week view, cold": (2.241, 2.205, 0.012, 0.048, 2.02),
    "change": (3.956, 8.183, 0.306, 0.102, 3.07),
}
BYTES_EVENT = 337 + 330 + 164 + 48 + 10  # one copy in Cassandra: occurrences of 15 months, the event, its history, its place, reminders ahead
BYTES_USER = 1_584  # MySQL

# Assumed.
USERS = 100e6
ACTIVE = 0.20  # of them on a day
EVENTS = 300  # that a user has
CALLS = {"week view, hot": 24, "week view, warm": 6, "week view, cold": 10, "change": 4}  # of an active user on a day
REMINDERS = 5  # the same
PEAK = 3  # the busiest hour against the mean of the day
FULL_HOUR = 10  # reminders: the busiest minute against the mean
COPIES = 3
READ_COPIES = 2  # a read asks a majority
BUSY = 0.5  # how much of a processor is used at the peak
CORES = 8  # of a machine
NODE_TB = 1.0  # that a Cassandra node holds, as much again free for compaction
SHARD_USERS = 25e6  # of a MySQL server: 40 GB, all of it in memory


def say(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


active = USERS * ACTIVE
peak = {call: active * each / 86_400 * PEAK for call, each in CALLS.items()}
cores = [0.0, 0.0, 0.0, 0.0]
commands = 0.0
say("call", "a day", "a second at the peak", "api cores", "Cassandra cores", "MySQL cores", "Redis cores", "Redis commands/s")
say(*["---"] + ["--:"] * 7)
for call, (api, cassandra, mysql, redis, asked) in COSTS.items():
    copies = COPIES if call == "change" else READ_COPIES
    own = [peak[call] * cost / 1000 for cost in (api, cassandra * copies, mysql, redis)]
    cores = [all_of + one for all_of, one in zip(cores, own)]
    commands += peak[call] * asked
    say(call, f"{active * CALLS[call] / 1e6:,.0f} M", f"{peak[call]:,.0f}", *(f"{one:,.2f}" for one in own), f"{peak[call] * asked:,.0f}")
say("together", f"{active * sum(CALLS.values()) / 1e6:,.0f} M", f"{sum(peak.values()):,.0f}", *(f"{one:,.2f}" for one in cores), f"{commands:,.0f}")
print()
events = USERS * EVENTS
stored = events * BYTES_EVENT
reminders = active * REMINDERS / 86_400
machines = [one / BUSY / CORES for one in cores]
say("what", "how much", "machines")
say("---", "--:", "--:")
say("events", f"{events / 1e9:,.0f} thousand million", "")
say("Cassandra, one copy", f"{stored / 1e12:,.1f} TB", "")
say(f"Cassandra, {COPIES} copies", f"{stored * COPIES / 1e12:,.1f} TB", f"{stored * COPIES / 1e12 / NODE_TB:,.0f} by bytes, {machines[1]:,.0f} by processors")
say("MySQL", f"{USERS * BYTES_USER / 1e9:,.0f} GB", f"{USERS / SHARD_USERS:,.0f} primaries, each with a replica; {machines[2]:,.1f} by processors")
say("api", f"{cores[0]:,.0f} cores at the peak", f"{machines[0]:,.0f}")
say("Redis", f"{cores[3]:,.2f} of one core at the peak", "1, which computes on one core")
say("reminders", f"{reminders:,.0f}/s, {reminders * FULL_HOUR:,.0f}/s at a full hour", "")
