"""One step of the measurement with Debian's python3-cassandra: HOST OPERATION CONCURRENCY SECONDS."""
import resource
import sys
import threading
import time

from cassandra import ConsistencyLevel
from cassandra.cluster import Cluster

host, operation, concurrency, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
TEXT, KEYS = "x" * 100, 10000

cluster = Cluster([host], protocol_version=3)
session = cluster.connect()
insert = session.prepare("INSERT INTO bench.t (k, v) VALUES (?, ?)")
select = session.prepare("SELECT v FROM bench.t WHERE k = ?")
insert.consistency_level = select.consistency_level = ConsistencyLevel.ONE


class Worker:
    """Starts its next request when the last is answered, as asynchronous as the driver allows."""

    def __init__(self, number, end):
        self.key, self.end, self.times, self.done = number, end, [], threading.Event()

    def send(self):
        self.before = time.perf_counter()
        if self.before >= self.end:
            self.done.set()
            return
        key, self.key = self.key % KEYS, self.key + concurrency
        future = session.execute_async(insert, (key, TEXT)) if operation == "insert" else session.execute_async(select, (key,))
        future.add_callbacks(self.answered, self.failed)

    def answered(self, rows):
        if operation == "read" and rows[0].v != TEXT:
            raise RuntimeError("another row came back")
        self.times.append((time.perf_counter() - self.before) * 1000)
        self.send()

    def failed(self, error):
        print(error, file=sys.stderr)
        self.done.set()


def loop(length):
    end = time.perf_counter() + length
    workers = [Worker(number, end) for number in range(concurrency)]
    for worker in workers:
        worker.send()
    for worker in workers:
        worker.done.wait()
    return [took for worker in workers for took in worker.times]


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime, usage.ru_stime


loop(8)
print("start", flush=True)
used, before = cpu(), time.perf_counter()
times = sorted(loop(seconds))
elapsed, used = time.perf_counter() - before, [now - then for now, then in zip(cpu(), used)]
print(len(times), elapsed, times[len(times) // 2], times[int(len(times) * 0.99)], *used, 0, flush=True)
cluster.shutdown()
