using BenchmarkDotNet.Attributes;
using PiPS.Engine.Protocol;

namespace PiPS.Benchmarks.Parts;

/// <summary>What the messages of one task cost in code, and that they allocate nothing.</summary>
[MemoryDiagnoser]
public class MessageBenchmarks
{
    private static readonly Counted Answer = new(1, 2, 2_097_152, 1_647_099, 100_000, 1_000);

    private readonly FrameEncoder _encoder = new();
    private readonly FrameDecoder _decoder = new();
    private byte[] _question = [];
    private byte[] _answer = [];

    /// <summary>Bytes to decode, behind the preface that opens the decoder.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _encoder.Clear();
        Feed(_encoder.Preface().Cut().Bytes);
        _ = _decoder.TryRead(out _);
        _encoder.Clear();
        _question = _encoder.Count(new(1, 2)).Bytes.ToArray();
        _encoder.Clear();
        _answer = _encoder.Counted(Answer).Bytes.ToArray();
        _encoder.Clear();
    }

    [Benchmark]
    public int EncodeCount()
    {
        _encoder.Clear();
        return _encoder.Count(new(1, 2)).Bytes.Length;
    }

    [Benchmark]
    public int EncodeCounted()
    {
        _encoder.Clear();
        return _encoder.Counted(Answer).Bytes.Length;
    }

    [Benchmark]
    public long DecodeCount()
    {
        Feed(_question);
        return _decoder.TryRead(out Frame frame) ? Count.Read(frame).Blocks : 0;
    }

    [Benchmark]
    public long DecodeCounted()
    {
        Feed(_answer);
        return _decoder.TryRead(out Frame frame) ? Counted.Read(frame).Hits : 0;
    }

    private void Feed(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_decoder.Free());
        _decoder.Advance(bytes.Length);
    }
}
