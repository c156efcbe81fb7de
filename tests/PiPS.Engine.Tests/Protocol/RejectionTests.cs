using System.Buffers.Binary;
using System.Text;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Tests.Protocol;

/// <summary>What can't be understood is refused by name.</summary>
public sealed class RejectionTests
{
    // what comes before the magic number, in pieces of what size
    public static TheoryData<string, int, int> Noise => new()
    {
        { "Welcome to node17\n", 1, 1 },
        { "\u0089PiP", 1, 3 },
        { "\u0089PiPS\r\n", 2, 1 },
        { "\u0089\u0089P", 300, 7 },
        { "x", Wire.MaximumNoise, 4096 },
        { "x", Wire.MaximumNoise, 65_521 },
    };

    // kind, payload => why it is refused when it is read as a message of its kind
    public static TheoryData<FrameKind, byte[], Rejection> Payloads => new()
    {
        { FrameKind.Hello, [], Rejection.Malformed },
        { FrameKind.Hello, HelloBytes(0, 1, 0, 0), Rejection.Malformed },
        { FrameKind.Hello, HelloBytes(1, 0, 0, 0), Rejection.Malformed },
        { FrameKind.Hello, HelloBytes(1, 1, -1, 0), Rejection.Malformed },
        { FrameKind.Hello, HelloBytes(1, 1, 0, 1), Rejection.Malformed },
        { FrameKind.Hello, [.. HelloBytes(1, 1, 0, 0), 0], Rejection.Malformed },
        { FrameKind.Ping, [0, 0, 0, 0], Rejection.Malformed },
        { FrameKind.Ping, [1, 0, 0], Rejection.Malformed },
        { FrameKind.Job, JobBytes(2, 1, 1), Rejection.Malformed },
        { FrameKind.Job, JobBytes(0, 0, 1), Rejection.Malformed },
        { FrameKind.Job, JobBytes(0, (1L << 62) + 1, 1), Rejection.Malformed },
        { FrameKind.Job, JobBytes(0, 1, 0), Rejection.Malformed },
        { FrameKind.Job, JobBytes(0, 1, long.MinValue), Rejection.Malformed },
        { FrameKind.Count, Longs(0, 0), Rejection.Malformed },
        { FrameKind.Count, Longs(-1, 1), Rejection.Malformed },
        { FrameKind.Count, Longs(2, long.MaxValue - 1), Rejection.Malformed },
        { FrameKind.Count, Longs(0), Rejection.Malformed },
        { FrameKind.Counted, Longs(0, 1, 5, 6, 0, 0), Rejection.Malformed },
        { FrameKind.Counted, Longs(0, 1, 5, -1, 0, 0), Rejection.Malformed },
        { FrameKind.Counted, Longs(0, 1, 5, 4, -1, 0), Rejection.Malformed },
        { FrameKind.Counted, Longs(0, 1, 5, 4, 0, -1), Rejection.Malformed },
        { FrameKind.Counted, Longs(0, 0, 0, 0, 0, 0), Rejection.Malformed },
        { FrameKind.Counted, Longs(2, long.MaxValue - 1, 0, 0, 0, 0), Rejection.Malformed },
        { FrameKind.Counted, [.. Longs(0, 1, 5, 4, 0, 0), 0], Rejection.Malformed },
        { FrameKind.Failed, [5, 0, 1], Rejection.Malformed },
        { 0, [], Rejection.UnknownKind },
        { (FrameKind)7, [], Rejection.UnknownKind },
        { (FrameKind)255, [1, 2, 3], Rejection.UnknownKind },
    };

    [Theory, MemberData(nameof(Noise))]
    public void What_a_launcher_prints_first_is_skipped(string noise, int times, int size)
    {
        byte[] before = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(noise, times)));
        Count count = new(3, 4);

        List<Heard> heard = Heard.All(new(), [.. before, .. Messages.Bytes(count)], size);

        Assert.Equal([count], heard.Select(frame => frame.Message));
    }

    [Fact]
    public void Noise_is_kept_to_be_shown_until_the_magic_number_comes()
    {
        FrameDecoder decoder = new();
        Heard.All(decoder, "srun: queued\n"u8, 5);
        Assert.Equal("srun: queued\n"u8, decoder.Unopened);

        Heard.All(decoder, Messages.Bytes(), 5);
        Assert.Equal([], decoder.Unopened);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100_000_000)]
    public void More_noise_than_the_limit_is_refused_whatever_follows(int size)
        => Refused(Rejection.NoMagic, () => Heard.All(
            new(), [.. Enumerable.Repeat((byte)'x', Wire.MaximumNoise + 1), .. Messages.Bytes(new Count(3, 4))], size));

    [Theory]
    [InlineData(0, "update the other side")]
    [InlineData(2, "update the other side")]
    [InlineData(4, "update this side")]
    [InlineData(ushort.MaxValue, "update this side")]
    public void Another_version_is_refused_with_advice(ushort version, string advice)
    {
        byte[] bytes = Messages.Bytes(new Count(3, 4));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), version);

        ProtocolException refused = Refused(Rejection.UnsupportedVersion, () => Heard.All(new(), bytes));

        Assert.Contains($"version {version} ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(advice, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Wire.MaximumPayload + 1)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    public void A_frame_that_is_too_large_is_refused_by_its_header(int length)
    {
        byte[] bytes = [.. Messages.Bytes(), .. BitConverter.GetBytes(length), (byte)FrameKind.Count];

        Refused(Rejection.FrameTooLarge, () => Heard.All(new(), bytes, 1));
    }

    [Fact]
    public void An_end_within_a_frame_is_told_from_an_end_between_frames()
    {
        byte[] bytes = Messages.Bytes(new Count(3, 4));

        for (int length = 0; length <= bytes.Length; length++)
        {
            FrameDecoder decoder = new();
            Heard.All(decoder, bytes.AsSpan(0, length));

            if (length is < Wire.PrefaceSize)
            {
                Refused(Rejection.NoMagic, decoder.Finish);
            }
            else if (length is Wire.PrefaceSize || length == bytes.Length)
            {
                decoder.Finish();
            }
            else
            {
                Refused(Rejection.Truncated, decoder.Finish);
            }
        }
    }

    [Theory, MemberData(nameof(Payloads))]
    public void Content_that_can_not_be_is_refused(FrameKind kind, byte[] payload, Rejection why)
        => Refused(why, () => _ = new Heard(kind, payload).Message);

    [Fact]
    public void A_frame_of_another_kind_than_the_one_due_is_out_of_order()
    {
        Heard cut = new(FrameKind.Cut, []);

        Refused(Rejection.OutOfOrder, () => Hello.Read(cut.Frame));
        Refused(Rejection.OutOfOrder, () => Counted.Read(cut.Frame));
    }

    private static ProtocolException Refused(Rejection why, Action act)
    {
        ProtocolException refused = Assert.Throws<ProtocolException>(act);
        Assert.Equal(why, refused.Rejection);
        return refused;
    }

    private static byte[] HelloBytes(int process, int processors, long clock, byte hostLength) =>
        [.. BitConverter.GetBytes(process), .. BitConverter.GetBytes(processors), .. BitConverter.GetBytes(clock), hostLength, 0, 0, 0, 0, 0, 0, 0];

    private static byte[] JobBytes(byte generator, long blockSize, long trials) => [generator, .. Longs(0, blockSize, trials)];

    private static byte[] Longs(params IEnumerable<long> values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
