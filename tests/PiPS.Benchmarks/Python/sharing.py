"""Queues, pipes and a manager's dictionary between two processes. Arguments: what, operations, bytes. Prints: operations, seconds."""
import multiprocessing
import sys
import time

SMALL = 1


def message(size):
    return bytes(size) if size else SMALL


def produce(channel, count, size):
    put = channel.put if hasattr(channel, "put") else channel.send
    what = message(size)
    for _ in range(count):
        put(what)


def echo(pipe, count):
    for _ in range(count):
        pipe.send(pipe.recv())


def one_way(context, count, size, queue):
    if queue:
        receiver = sender = context.Queue(8 if size else 0)
        take = receiver.get
    else:
        receiver, sender = context.Pipe(duplex=False)
        take = receiver.recv
    child = context.Process(target=produce, args=(sender, count + 1, size))
    child.start()
    take()
    start = time.perf_counter()
    for _ in range(count):
        take()
    seconds = time.perf_counter() - start
    child.join()
    return seconds


def round_trips(context, count):
    here, there = context.Pipe()
    child = context.Process(target=echo, args=(there, count + 1))
    child.start()
    here.send(SMALL)
    here.recv()
    start = time.perf_counter()
    for _ in range(count):
        here.send(SMALL)
        here.recv()
    seconds = time.perf_counter() - start
    child.join()
    return seconds


def read(shared, count, answer):
    start = time.perf_counter()
    for _ in range(count):
        shared["a"]
    answer.put(time.perf_counter() - start)


def write(shared, count, answer):
    start = time.perf_counter()
    for number in range(count):
        shared["a"] = number
    answer.put(time.perf_counter() - start)


def dictionary(context, count, use):
    with context.Manager() as manager:
        shared = manager.dict(a=0)
        answer = context.Queue()
        child = context.Process(target=use, args=(shared, count, answer))
        child.start()
        seconds = answer.get()
        child.join()
        return seconds


if __name__ == "__main__":
    what, operations, size = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    fork = multiprocessing.get_context("fork")
    if what == "round-trips":
        took = round_trips(fork, operations)
    elif what in ("get", "set"):
        took = dictionary(fork, operations, read if what == "get" else write)
    else:
        took = one_way(fork, operations, size, queue=what == "queue")
    print(operations, took)
