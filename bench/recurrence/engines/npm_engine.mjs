// rrule.js, rrule-rust and rrule-temporal behind the protocol of README.md. Usage: node npm_engine.mjs LIBRARY MODE N [SECONDS]
import { createInterface } from "node:readline";

const [library, mode, most, seconds] = [process.argv[2], process.argv[3], Number(process.argv[4]), Number(process.argv[5])];

// Each opens a rule and gives a function that hands out its first instances, in seconds.
const libraries = {
  async rrule() {
    const { default: { rrulestr } } = await import("rrule");
    return {
      form: "U",
      open(start, zone, text) {
        const rule = rrulestr(`DTSTART;TZID=${zone}:${start}\nRRULE:${text}`, { cache: false });
        return (stop) => {
          const found = [];
          rule.all((at) => (found.push(at.getTime() / 1000), !stop(found.length)));
          return found;
        };
      },
    };
  },
  async "rrule-rust"() {
    const { RRuleSet } = await import("rrule-rust");
    return {
      form: "W",
      open(start, zone, text) {
        const set = RRuleSet.fromString(`DTSTART;TZID=${zone}:${start}\nRRULE:${text}`);
        set.cache.disable();
        return (_stop, most) =>
          set.all(most).map((at) => Date.UTC(at.year, at.month - 1, at.day, at.time.hour, at.time.minute, at.time.second) / 1000);
      },
    };
  },
  async "rrule-temporal"() {
    const { RRuleTemporal } = await import("rrule-temporal");
    return {
      form: "U",
      open(start, zone, text) {
        const rule = new RRuleTemporal({ rruleString: `DTSTART;TZID=${zone}:${start}\nRRULE:${text}` });
        return (stop) => {
          const found = [];
          rule.all((at) => (found.push(at.epochMilliseconds / 1000), !stop(found.length)));
          return found;
        };
      },
    };
  },
};

const clock = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const engine = await libraries[library]();

function race(walk) {
  const begun = clock();
  const deadline = begun + seconds;
  let count = 0;
  while (clock() < deadline) {
    const found = walk((taken) => taken >= most || (taken % 16 === 0 && clock() > deadline), most).length;
    count += found;
    if (found === 0) break;
  }
  return `${count}\t${(clock() - begun).toFixed(6)}`;
}

for await (const line of createInterface({ input: process.stdin })) {
  const [id, start, zone, text] = line.split("\t");
  let answer;
  try {
    const walk = engine.open(start, zone, text);
    const deadline = clock() + 2;
    answer = mode === "race" ? race(walk) : `${engine.form}\t${walk((taken) => taken >= most || clock() > deadline, most).slice(0, most).join(",")}`;
  } catch (error) {
    answer = `!\t${String(error?.message ?? error).replaceAll(/\s+/g, " ")}`;
  }
  console.log(`${id}\t${answer}`);
}
