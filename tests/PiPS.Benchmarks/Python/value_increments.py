"""Processes that add 1 to one shared value, under its lock. Arguments: processes, increments of each.
Prints: the value, seconds from the first's start to the last's end."""
import multiprocessing
import sys
import time


def work(value, gate, times, increments):
    gate.wait()
    start = time.perf_counter()
    for _ in range(increments):
        with value.get_lock():
            value.value += 1
    times.put((start, time.perf_counter()))


if __name__ == "__main__":
    processes, increments = int(sys.argv[1]), int(sys.argv[2])
    context = multiprocessing.get_context("fork")
    value, gate, times = context.Value("q", 0), context.Barrier(processes), context.Queue()
    workers = [context.Process(target=work, args=(value, gate, times, increments)) for _ in range(processes)]
    for worker in workers:
        worker.start()
    spans = [times.get() for _ in workers]
    for worker in workers:
        worker.join()
    print(value.value, max(end for _, end in spans) - min(start for start, _ in spans))
