"""Trivial tasks through a pool. Arguments: processes, tasks, tasks of a chunk ("auto": Python chooses).
Prints: the sum of the answers, seconds."""
import multiprocessing
import sys
import time


def double(number):
    return number * 2


if __name__ == "__main__":
    processes, tasks, chunk = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        pool.map(double, range(1000))
        start = time.perf_counter()
        if chunk == "auto":
            answers = sum(pool.map(double, range(tasks)))
        else:
            answers = sum(pool.imap(double, range(tasks), chunksize=int(chunk)))
        print(answers, time.perf_counter() - start)
