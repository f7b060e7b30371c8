"""python-dateutil behind the protocol of README.md, with zoneinfo's reading of its wall times (PEP 495: in a gap the offset before it)."""
import datetime
import signal
import sys
import time
import zoneinfo

from dateutil import rrule

def parse(start, text, zone=None):
    return rrule.rrulestr(text, dtstart=datetime.datetime.strptime(start, "%Y%m%dT%H%M%S").replace(tzinfo=zone))


def give_up(*_):
    raise TimeoutError("too much work")


def first(rule, most):
    found = []
    signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, 2)
    try:
        for at in rule:
            found.append(int(at.timestamp()))
            if len(found) == most:
                break
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return found


def race(rule, zone, most, seconds):
    count, begun = 0, time.process_time()
    deadline = begun + seconds
    while time.process_time() < deadline:
        for taken, at in enumerate(rule, 1):
            at.replace(tzinfo=zone).astimezone(datetime.timezone.utc)
            count += 1
            if taken == most or count % 16 == 0 and time.process_time() > deadline:
                break
    return count, time.process_time() - begun


def answer(mode, most, line):
    name, start, zone, text = line.rstrip("\n").split("\t")
    try:
        if mode == "race":
            count, taken = race(parse(start, text), zoneinfo.ZoneInfo(zone), most, float(sys.argv[3]))
            return f"{name}\t{count}\t{taken:.6f}"
        times = first(parse(start, text, zoneinfo.ZoneInfo(zone)), most)
        return f"{name}\tU\t" + ",".join(map(str, times))
    except Exception as error:  # whatever an engine throws is its answer
        return f"{name}\t!\t{type(error).__name__}: {error}".replace("\n", " ")


for case in sys.stdin:
    print(answer(sys.argv[1], int(sys.argv[2]), case), flush=True)
