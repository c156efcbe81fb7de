"""Trivial tasks, one a message, through a pool. Arguments: processes, tasks. Prints: the sum of the answers, seconds."""
import multiprocessing
import sys
import time


def same(number):
    return number


if __name__ == "__main__":
    processes, tasks = int(sys.argv[1]), int(sys.argv[2])
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        sum(pool.imap(same, range(1000), chunksize=1))
        start = time.perf_counter()
        answers = sum(pool.imap(same, range(tasks), chunksize=1))
        print(answers, time.perf_counter() - start)
