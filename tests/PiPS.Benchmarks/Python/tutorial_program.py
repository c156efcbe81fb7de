"""The tutorial's program. Arguments: trials, processes. Prints: hits, seconds from nothing to the answer."""
import multiprocessing
import random
import sys
import time


def estimate(trials):
    random.seed()
    hits = 0
    for _ in range(trials):
        x = random.uniform(0, 1)
        y = random.uniform(0, 1)
        if x * x + y * y <= 1.0:
            hits += 1
    return hits


if __name__ == "__main__":
    trials, processes = int(sys.argv[1]), int(sys.argv[2])
    start = time.perf_counter()
    with multiprocessing.Pool(processes) as pool:
        hits = pool.map(estimate, [trials // processes] * processes)
    print(sum(hits), time.perf_counter() - start)
