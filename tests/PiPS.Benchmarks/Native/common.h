// What the programs share: their arguments, SplitMix64, processor time, and the line that they print.
#ifndef COMMON_H
#define COMMON_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define GAMMA 0x9E3779B97F4A7C15ull

static inline uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

static inline uint64_t rotate_left(uint64_t value, int count)
{
    return (value << count) | (value >> (64 - count));
}

// Counts the hits of so many trials.
static int64_t count_hits(uint64_t seed, int64_t trials);

static double processor_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

// Arguments: seed, trials. Prints: hits, seconds of processor time.
int main(int argc, char **argv)
{
    if (argc != 3)
    {
        fprintf(stderr, "usage: %s SEED TRIALS\n", argv[0]);
        return 2;
    }

    uint64_t seed = strtoull(argv[1], NULL, 10);
    int64_t trials = strtoll(argv[2], NULL, 10);
    double start = processor_seconds();
    int64_t hits = count_hits(seed, trials);
    printf("%lld %.9f\n", (long long)hits, processor_seconds() - start);
    return 0;
}

#endif
