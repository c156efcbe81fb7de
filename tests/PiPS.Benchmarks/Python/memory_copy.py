"""Copies in and out of shared memory. Arguments: way (numpy, bytes, array), direction (in, out), bytes, passes.
Prints: bytes copied, seconds."""
import array
import multiprocessing
import multiprocessing.shared_memory
import sys
import time


def by_numpy(memory, size):
    import numpy

    shared = numpy.ndarray(size // 8, dtype=numpy.float64, buffer=memory.buf)
    own = numpy.ones(size // 8)
    return lambda: numpy.copyto(shared, own), lambda: numpy.copyto(own, shared)


def by_bytes(memory, size):
    own = bytearray(size)

    def copy_in():
        memory.buf[:size] = own

    return copy_in, lambda: bytes(memory.buf[:size])


def by_array(shared, size):
    own = array.array("d", bytes(size))

    def copy_in():
        shared[:] = own

    return copy_in, lambda: shared[:]


def measure(ways, direction, size, passes):
    act = ways[direction == "out"]
    # Once to warm up: after some idling the first copies take twice as long.
    for _ in range(2):
        start = time.perf_counter()
        for _ in range(passes):
            act()
        seconds = time.perf_counter() - start
    print(size * passes, seconds)


if __name__ == "__main__":
    way, direction, size, passes = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    if way == "array":
        measure(by_array(multiprocessing.Array("d", size // 8), size), direction, size, passes)
    else:
        memory = multiprocessing.shared_memory.SharedMemory(create=True, size=size)
        try:
            make = by_numpy if way == "numpy" else by_bytes
            measure(make(memory, size), direction, size, passes)
        finally:
            try:
                memory.close()
            except BufferError:
                pass  # NumPy's array still has it.
            memory.unlink()
