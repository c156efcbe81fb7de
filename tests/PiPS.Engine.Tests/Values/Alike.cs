using System.Collections;
using System.Collections.Specialized;
using PiPS.Engine.Values;

namespace PiPS.Engine.Tests.Values;

/// <summary>Whether two values are the same to whoever gets them: types, bits, order and what is shared within.</summary>
internal sealed class Alike
{
    private readonly Dictionary<object, object> _pairs = new(ReferenceEqualityComparer.Instance);

    public static bool Are(object? left, object? right) => new Alike().Same(left, right);

    private bool Same(object? left, object? right)
    {
        while (left is Wrapper wrapper)
        {
            left = wrapper.Value;
        }

        if (left is null || right is null || left.GetType() != right.GetType())
        {
            return left is null && right is null;
        }

        if (left is not string && !left.GetType().IsValueType)
        {
            if (_pairs.TryGetValue(left, out object? partner))
            {
                return CompactCodec.IsScalar(left.GetType()) || ReferenceEquals(partner, right);
            }

            _pairs.Add(left, right);
        }

        return (left, right) switch
        {
            (Hashtable l, Hashtable r) => Same(l, r),
            (OrderedDictionary l, OrderedDictionary r)
                => Same(l.Keys.Cast<object>().ToArray(), r.Keys.Cast<object>().ToArray())
                && Same(l.Values.Cast<object?>().ToArray(), r.Values.Cast<object?>().ToArray()),
            (Bag l, Bag r) => Same(l.Core, r.Core)
                && l.TypeNames.SequenceEqual(r.TypeNames)
                && l.Fields.Select(field => field.Name).SequenceEqual(r.Fields.Select(field => field.Name))
                && Same(l.Fields.Select(field => field.Value).ToArray(), r.Fields.Select(field => field.Value).ToArray()),
            (IList l, IList r) => l.Count == r.Count && Enumerable.Range(0, l.Count).All(i => Same(l[i], r[i])),
            (double l, double r) => BitConverter.DoubleToInt64Bits(l) == BitConverter.DoubleToInt64Bits(r),
            (float l, float r) => BitConverter.SingleToInt32Bits(l) == BitConverter.SingleToInt32Bits(r),
            (Half l, Half r) => BitConverter.HalfToInt16Bits(l) == BitConverter.HalfToInt16Bits(r),
            (decimal l, decimal r) => decimal.GetBits(l).SequenceEqual(decimal.GetBits(r)),
            (DateTime l, DateTime r) => l == r && l.Kind == r.Kind,
            (DateTimeOffset l, DateTimeOffset r) => l.EqualsExact(r),
            (Uri l, Uri r) => l.OriginalString == r.OriginalString && l.IsAbsoluteUri == r.IsAbsoluteUri,
            _ => left.Equals(right),
        };
    }

    // Keys of the tables here are scalars.
    private bool Same(Hashtable left, Hashtable right)
        => left.Count == right.Count
        && left.Keys.Cast<object>().All(key => right.ContainsKey(key) && Same(left[key], right[key]));
}
