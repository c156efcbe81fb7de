// Every trial at full precision, by AVX-512: a draw's halves are two 32-bit coordinates, squared and compared exactly.
#include "common.h"
#include "xoshiro512.h"

// Four in turn hide the latency of each.
#define IN_TURN 4

static xoshiro512 seeded(uint64_t key)
{
    uint64_t words[32];

    for (uint64_t i = 0; i < 32; i++)
    {
        words[i] = mix(key + (i + 1) * GAMMA);
    }

    return (xoshiro512){
        _mm512_loadu_si512(words), _mm512_loadu_si512(words + 8),
        _mm512_loadu_si512(words + 16), _mm512_loadu_si512(words + 24) };
}

// The number of trials is rounded up to a multiple of 32.
static int64_t count_hits(uint64_t seed, int64_t trials)
{
    xoshiro512 generators[IN_TURN];
    __m512i hits[IN_TURN];

    for (int i = 0; i < IN_TURN; i++)
    {
        generators[i] = seeded(mix(seed * IN_TURN + (uint64_t)i));
        hits[i] = _mm512_setzero_si512();
    }

    for (int64_t left = trials; left > 0; left -= 8 * IN_TURN)
    {
        for (int i = 0; i < IN_TURN; i++)
        {
            __m512i drawn = draw(&generators[i]);
            __m512i high = _mm512_srli_epi64(drawn, 32);
            __m512i square = _mm512_mul_epu32(drawn, drawn);
            __m512i sum = _mm512_add_epi64(square, _mm512_mul_epu32(high, high));

            // x^2 + y^2 < 2^64, so the sum doesn't wrap. (A mask and its population count are 10 to 15 % slower.)
            __mmask8 hit = _mm512_cmpge_epu64_mask(sum, square);
            hits[i] = _mm512_mask_add_epi64(hits[i], hit, hits[i], _mm512_set1_epi64(1));
        }
    }

    int64_t sum = 0;

    for (int i = 0; i < IN_TURN; i++)
    {
        sum += _mm512_reduce_add_epi64(hits[i]);
    }

    return sum;
}
