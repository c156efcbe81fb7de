using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PiPS.Engine.Pools.Runs;

namespace PiPS.Engine.Pools.Logging;

/// <summary>Ends of items as lines of JSON.</summary>
/// <remarks>
/// <code>
/// key         32 hexadecimal digits: 128 bits of the SHA-256 of the script and the item's content
/// occurrence  the how-manieth of the items that are alike, from 1
/// item        the item as text, cut at 200 characters
/// index       the item's place in the input, from 0
/// status      Completed, Failed, TimedOut or WorkerLost
/// attempt     how often it had been begun, from 1
/// started     when the last attempt began: ISO 8601, UTC
/// seconds     how long that ran
/// worker      the process that ran it; host: on which machine
/// error       what it failed with, if it did
/// </code>
/// </remarks>
internal sealed class LogLineWriter : IDisposable
{
    /// <summary>Characters of an item's text that are kept.</summary>
    public const int MaximumText = 200;

    /// <summary>Characters of an error's message that are kept.</summary>
    public const int MaximumMessage = 500;

    private readonly Func<object, string?> _describe;
    private readonly string _host = Environment.MachineName;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    /// <param name="describe">An error that a script ended with, as a sentence.</param>
    public LogLineWriter(Func<object, string?> describe)
    {
        _describe = describe;
        // It is no part of a web page: quotes and letters beyond ASCII stay readable.
        _json = new(_buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    /// <summary>The lines since the last call of <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.WrittenSpan;

    public void Clear() => _buffer.ResetWrittenCount();

    public void Write(in LogRecord ended)
    {
        Span<char> key = stackalloc char[ContentKey.Digits];
        key.TryWrite($"{ended.Item.Content.High:x16}{ended.Item.Content.Low:x16}", out _);

        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("key"u8, key);
        _json.WriteNumber("occurrence"u8, ended.Item.Occurrence);

        if (ended.Text is string text)
        {
            _json.WriteString("item"u8, Cut(text, MaximumText));
        }

        _json.WriteNumber("index"u8, ended.Index);
        _json.WriteString("status"u8, ended.Status.ToString());
        _json.WriteNumber("attempt"u8, ended.Attempt);
        _json.WriteString("started"u8, ended.Ended.AddTicks(-ended.Nanoseconds / TimeSpan.NanosecondsPerTick));
        _json.WriteNumber("seconds"u8, ended.Nanoseconds / 1e9);
        _json.WriteNumber("worker"u8, ended.Worker);
        _json.WriteString("host"u8, _host);

        if (ended.Status != ItemStatus.Completed && Message(ended.Failure) is string message)
        {
            _json.WriteString("error"u8, message);
        }

        _json.WriteEndObject();
        _json.Flush();
        _buffer.Write("\n"u8);
    }

    public void Dispose() => _json.Dispose();

    private string? Message(object? failure)
    {
        string? message = failure switch
        {
            null => null,
            string text => text,
            LostItem { WasFinished: true } lost => $"{lost.Message} It had run to its end: only what it gave is lost.",
            LostItem lost => lost.Message,
            _ => _describe(failure),
        };
        return message is null ? null : Cut(message, MaximumMessage);
    }

    private static string Cut(string text, int most) => Whole(text.Length <= most ? text : text[..most] + "…");

    // A half of a surrogate pair can't be written.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
