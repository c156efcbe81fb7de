"""The tutorial's loop on one core. Arguments: seed, trials. Prints: hits, seconds of processor time."""
import random
import sys
import time


def estimate(trials):
    hits = 0
    for _ in range(trials):
        x = random.uniform(0, 1)
        y = random.uniform(0, 1)
        if x * x + y * y <= 1.0:
            hits += 1
    return hits


if __name__ == "__main__":
    random.seed(int(sys.argv[1]))
    start = time.process_time()
    hits = estimate(int(sys.argv[2]))
    print(hits, time.process_time() - start)
