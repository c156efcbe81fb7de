// What one would write first, with a good generator: xoshiro256+ and doubles (Blackman and Vigna, ACM TOMS 47, 2021).
#include "common.h"

static double uniform(uint64_t s[4])
{
    uint64_t drawn = s[0] + s[3], shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotate_left(s[3], 45);
    return (double)(drawn >> 11) * 0x1.0p-53;
}

static int64_t count_hits(uint64_t seed, int64_t trials)
{
    uint64_t s[4] = { mix(seed + GAMMA), mix(seed + 2 * GAMMA), mix(seed + 3 * GAMMA), mix(seed + 4 * GAMMA) };
    int64_t hits = 0;

    for (int64_t i = 0; i < trials; i++)
    {
        double x = uniform(s), y = uniform(s);
        hits += x * x + y * y <= 1.0;
    }

    return hits;
}
