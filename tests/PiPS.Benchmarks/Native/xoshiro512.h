// Eight xoshiro256++ generators in four registers (Blackman and Vigna, ACM TOMS 47, 2021).
#ifndef XOSHIRO512_H
#define XOSHIRO512_H

#include <immintrin.h>

typedef struct
{
    __m512i s0, s1, s2, s3;
} xoshiro512;

static inline __m512i draw(xoshiro512 *g)
{
    __m512i drawn = _mm512_add_epi64(_mm512_rol_epi64(_mm512_add_epi64(g->s0, g->s3), 23), g->s0);
    __m512i shifted = _mm512_slli_epi64(g->s1, 17);
    __m512i s3 = _mm512_xor_si512(g->s3, g->s1);
    g->s1 = _mm512_ternarylogic_epi64(g->s1, g->s2, g->s0, 0x96);
    g->s2 = _mm512_ternarylogic_epi64(g->s2, g->s0, shifted, 0x96);
    g->s0 = _mm512_xor_si512(g->s0, s3);
    g->s3 = _mm512_rol_epi64(s3, 45);
    return drawn;
}

#endif
