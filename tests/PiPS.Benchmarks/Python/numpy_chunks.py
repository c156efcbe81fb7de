"""NumPy in chunks that fit the cache, in place. Arguments: seed, trials. Prints: hits, seconds of processor time."""
import sys
import time

import numpy

CHUNK = 1 << 14


def estimate(seed, trials):
    generator = numpy.random.Generator(numpy.random.SFC64(seed))
    x, y = numpy.empty(CHUNK), numpy.empty(CHUNK)
    hits = 0
    for first in range(0, trials, CHUNK):
        count = min(CHUNK, trials - first)
        generator.random(out=x)
        generator.random(out=y)
        numpy.multiply(x, x, out=x)
        numpy.multiply(y, y, out=y)
        numpy.add(x, y, out=x)
        hits += int(numpy.count_nonzero(x[:count] <= 1.0))
    return hits


if __name__ == "__main__":
    seed, trials = int(sys.argv[1]), int(sys.argv[2])
    start = time.process_time()
    hits = estimate(seed, trials)
    print(hits, time.process_time() - start)
