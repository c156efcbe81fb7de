using FsCheck;
using FsCheck.Fluent;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Protocol;

/// <summary>What one side says is what the other understands, however the bytes are cut on their way.</summary>
public sealed class RoundTripTests
{
    private static readonly object?[] Conversation =
    [
        new Hello(7, 2, 638_000_000_000_000_000, "nöde", "0.1.0", "37", "0"),
        new Job(Generator.MersenneTwister, ulong.MaxValue, 12_500_000, 100_000_000),
        new Count(0, 16),
        new Counted(0, 16, 1 << 24, 13_176_795, 1, 2),
        null,
        new Failed("No."),
    ];

    // The layout that Wire describes, written by hand.
    public static TheoryData<string, byte[]> Layout => new()
    {
        { "preface", [0x89, 0x50, 0x69, 0x50, 0x53, 0x0D, 0x0A, 0x1A, 3, 0] },
        { "hello", [26, 0, 0, 0, 1, 7, 0, 0, 0, 2, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 1, 0, (byte)'h', 0, 0, 1, 0, (byte)'1', 0, 0] },
        { "ping", [4, 0, 0, 0, 29, 0x60, 0xEA, 0, 0] },
        { "job", [25, 0, 0, 0, 2, 1, 254, 255, 255, 255, 255, 255, 255, 255, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 64] },
        { "count", [16, 0, 0, 0, 3, 5, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0] },
        { "cut", [0, 0, 0, 0, 5] },
        { "failed", [4, 0, 0, 0, 6, 2, 0, 0xC3, 0xBC] },
    };

    [Theory, MemberData(nameof(Layout))]
    public void Bytes_are_those_of_the_layout(string what, byte[] bytes)
    {
        FrameEncoder encoder = new();
        _ = what switch
        {
            "preface" => encoder.Preface(),
            "hello" => encoder.Hello(new(7, 2, 5, "h", "", "1", "")),
            "job" => encoder.Job(new(Generator.MersenneTwister, ulong.MaxValue - 1, 3, 1L << 62)),
            "count" => encoder.Count(new(5, 6)),
            "cut" => encoder.Cut(),
            "ping" => encoder.Ping(new(60_000)),
            _ => encoder.Failed("ü"),
        };

        Assert.Equal(bytes, encoder.Bytes.ToArray());
    }

    [Fact]
    public void Any_messages_arrive_as_they_were_sent_in_pieces_of_any_size()
    {
        Gen<(List<object?> Messages, int[] Sizes)> talk =
            from messages in Messages.Any.ListOf()
            from sizes in Gen.OneOf(Gen.Choose(1, 9), Gen.Choose(1, 10_000)).NonEmptyListOf()
            select (messages, sizes.ToArray());

        Prop.ForAll(talk.ToArbitrary(), sent =>
        {
            FrameDecoder decoder = new();
            List<Heard> heard = Heard.All(decoder, Messages.Bytes(sent.Messages), sent.Sizes);
            decoder.Finish();
            return heard.Select(frame => frame.Message).SequenceEqual(sent.Messages);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Frames_arrive_whichever_byte_the_stream_is_split_at()
    {
        byte[] bytes = Messages.Bytes(Conversation);

        for (int split = 0; split <= bytes.Length; split++)
        {
            FrameDecoder decoder = new();
            List<Heard> heard = [.. Heard.All(decoder, bytes.AsSpan(0, split)), .. Heard.All(decoder, bytes.AsSpan(split))];

            Assert.Equal(Conversation, heard.Select(frame => frame.Message));
        }
    }

    [Fact]
    public void The_largest_frame_arrives()
    {
        byte[] bytes = [.. Messages.Bytes(), 0, 0, 16, 0, (byte)FrameKind.Count, .. new byte[Wire.MaximumPayload]];

        Heard heard = Assert.Single(Heard.All(new(), bytes, 4096, 1, 100_000));

        Assert.Equal(Wire.MaximumPayload, heard.Payload.Length);
    }

    [Fact]
    public void A_text_that_is_too_long_is_cut_where_a_character_ends()
    {
        string text = new('ü', 40_000);

        Failed failed = (Failed)Assert.Single(Heard.All(new(), Messages.Bytes(new Failed(text)))).Message!;

        Assert.StartsWith(failed.Message, text, StringComparison.Ordinal);
        Assert.Equal(ushort.MaxValue / 2, failed.Message.Length);
    }
}
