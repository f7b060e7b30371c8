"""python-dateutil behind the protocol of README.md. Its own times are wall times; racing adds zoneinfo's reading of each."""
import datetime
import sys
import time
import zoneinfo

from dateutil import rrule

EPOCH = datetime.datetime(1970, 1, 1)


def parse(start, text):
    return rrule.rrulestr(text, dtstart=datetime.datetime.strptime(start, "%Y%m%dT%H%M%S"))


def first(rule, most, deadline):
    found = []
    for at in rule:
        found.append(at)
        if len(found) == most or time.process_time() > deadline:
            break
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
        rule = parse(start, text)
        if mode == "race":
            count, taken = race(rule, zoneinfo.ZoneInfo(zone), most, float(sys.argv[3]))
            return f"{name}\t{count}\t{taken:.6f}"
        times = first(rule, most, time.process_time() + 2)
        return f"{name}\tW\t" + ",".join(str(int((at - EPOCH).total_seconds())) for at in times)
    except Exception as error:  # whatever an engine throws is its answer
        return f"{name}\t!\t{type(error).__name__}: {error}".replace("\n", " ")


for case in sys.stdin:
    print(answer(sys.argv[1], int(sys.argv[2]), case), flush=True)
