namespace PiPS.Engine.Protocol;

/// <summary>The wire format that a worker and its parent share, on the worker's standard input and output.</summary>
/// <remarks>
/// Each side opens with a preface, and then sends frames. All numbers are little-endian.
/// <code>
/// preface   8  magic      89 50 69 50 53 0D 0A 1A ("\x89PiPS\r\n\x1A": text modes break it)
///           2  version    unsigned; this one is 3
/// frame     4  length     of the payload, 0 to 1,048,576
///           1  kind       see FrameKind
///           n  payload
///
/// Hello     4  process id            4  processors usable there     8  clock there (100 ns since the year 1, UTC)
///           2+n  host (UTF-8)        2+n  product version (UTF-8)   2+n  Slurm job   2+n  Slurm step
/// Job       1  generator             8  seed        8  block size (trials)     8  trials of the run
/// Count     8  first block           8  blocks
/// Counted   8  first block           8  blocks      8  trials counted          8  hits
///           8  nanoseconds counting  8  nanoseconds waiting for this piece
/// Cut       nothing
/// Failed    2+n  message (UTF-8)
///
/// of workers elsewhere, at any time after the hello:
/// Ping      4  milliseconds: the worker ends if it then hears nothing for so long
/// Pong      nothing
/// Draining  nothing
///
/// of script workers, whose values are as IValueCodec writes them:
/// SetUp     n  value: how to set itself up
/// Ready     nothing
/// Open      n  value: the script
/// Items     n  items, as EventCodec writes them
/// Close     nothing
/// Stop      nothing
/// Halt      nothing
/// AskBack   nothing
/// Events    n  events, as EventCodec writes them
/// Closed    nothing
/// Leave     nothing
/// Left      n  value: a list of texts, what went wrong
/// Ask       n  request, as ShareDesk and ShareVerb say
/// Answer    n  answer: its request's number, 1 status, and as ShareVerb says
/// </code>
/// The parent closes the worker's input to end it. What a launcher prints before the worker's preface (a message of the
/// day, say) is skipped, up to 64 KiB of it.
/// </remarks>
internal static class Wire
{
    public const ushort Version = 3;

    public const int PrefaceSize = 10;

    public const int HeaderSize = 5;

    public const int MaximumPayload = 1 << 20;

    /// <summary>What a script worker's frame may hold: a value travels whole.</summary>
    public const int MaximumScriptPayload = 1 << 30;

    public const int MaximumNoise = 1 << 16;

    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'P', (byte)'i', (byte)'P', (byte)'S', 0x0D, 0x0A, 0x1A];
}
