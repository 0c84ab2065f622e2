"""The squid cable of bench/squid-cable.ts in NEURON (https://neuron.yale.edu), for comparison.

Reads requests from standard input, one JSON object per line, and answers each with one line of JSON:

    {"do": "time", "rates": "table", "compartments": 1000, "stepMs": 0.025, "steps": 400}
        -> {"seconds": ...}             of processor: the run alone, without set-up and without recording
    {"do": "record", "rates": "exact", "compartments": 1000, "stepMs": 0.025, "steps": 280, "at": [300, 700]}
        -> {"potentialMv": [[...], [...]]}      every step from time 0, one row per compartment

rates: "table" is NEURON's usetable_hh = 1, its default; "exact" is usetable_hh = 0. The scheme is secondorder = 2
(Crank-Nicolson, gates half a step off). The one argument is a JSON array of cable and pulse, in the names of
bench/squid-cable.ts. The first line out, before any request, is {"version": ...}; it ends with its input.
"""

import json
import sys
import time

from neuron import h

h.load_file("stdrun.hoc")


class SquidCable:
    def __init__(self, cable, pulse, compartments):
        self.compartments = compartments
        self.axon = h.Section(name="axon")
        self.axon.nseg = compartments
        self.axon.L = compartments * cable["compartmentMm"] * 1000
        self.axon.diam = cable["diameterUm"]
        self.axon.Ra = cable["axialResistivityOhmCm"]
        self.axon.cm = cable["capacitanceUfPerCm2"]
        self.axon.insert("hh")
        for segment in self.axon:
            segment.hh.el = -54.3
        self.rest_mv = cable["restMv"]
        h.celsius = cable["temperatureC"]
        self.clamp = h.IClamp(self.segment(0))
        self.clamp.delay = pulse["startMs"]
        self.clamp.dur = pulse["durationMs"]
        self.clamp.amp = pulse["currentNa"]

    def segment(self, compartment):
        return self.axon((compartment + 0.5) / self.compartments)


class Bench:
    def __init__(self, cable, pulse):
        self.cable = cable
        self.pulse = pulse
        # Lays the compartments out side by side; without it NEURON takes some 5 % longer.
        h.CVode().cache_efficient(True)
        self.parallel = h.ParallelContext()
        # psolve() wants to know how long it may run without looking at other processes [ms].
        self.parallel.set_maxstep(10)
        self.squid = None

    def prepare(self, request):
        wanted = request["compartments"]
        if self.squid is None or self.squid.compartments != wanted:
            self.squid = None
            self.squid = SquidCable(self.cable, self.pulse, wanted)
        h.usetable_hh = 1 if request["rates"] == "table" else 0
        h.secondorder = 2
        h.dt = request["stepMs"]
        return self.squid

    def run(self, squid, request):
        """Seconds of processor that the steps took. psolve() has the least between the steps of all ways to run."""
        h.finitialize(squid.rest_mv)
        until_ms = request["steps"] * request["stepMs"]
        started = time.process_time()
        self.parallel.psolve(until_ms)
        return time.process_time() - started

    def answer(self, request):
        squid = self.prepare(request)
        if request["do"] == "time":
            return {"seconds": self.run(squid, request)}
        if request["do"] == "record":
            vectors = [h.Vector().record(squid.segment(i)._ref_v) for i in request["at"]]
            self.run(squid, request)
            return {"potentialMv": [list(vector) for vector in vectors]}
        raise ValueError("expected do: time or record, got " + str(request["do"]))


def main():
    cable, pulse = json.loads(sys.argv[1])
    bench = Bench(cable, pulse)
    print(json.dumps({"version": h.nrnversion(5)}), flush=True)
    for line in sys.stdin:
        print(json.dumps(bench.answer(json.loads(line))), flush=True)


main()
