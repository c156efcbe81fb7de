"""A pool started, one answer from each task, and the pool ended. Arguments: start method, processes.
Prints: the sum of the answers, seconds."""
import multiprocessing
import sys
import time


def same(number):
    return number


if __name__ == "__main__":
    method, processes = sys.argv[1], int(sys.argv[2])
    context = multiprocessing.get_context(method)
    start = time.perf_counter()
    with context.Pool(processes) as pool:
        answers = pool.map(same, range(processes))
    print(sum(answers), time.perf_counter() - start)
