using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Memory;
using PiPS.Engine.Values;

namespace PiPS.Engine.Tests.Sharing.Memory;

/// <summary>Makes shared memory for a test.</summary>
internal static class Memories
{
    public static SharedMemory Of(long bytes, bool named = false)
        => named ? SharedMemory.CreateIn(Path.GetTempPath(), bytes) : SharedMemory.Create(bytes, TestContext.Current.CancellationToken);

    public static LocalSpace Space { get; } = new(() => new CompactCodec());

    /// <summary>Ends a shared object's use, everywhere.</summary>
    public static void Close(this SharedProxy shared) => Space.Remove(shared);

    /// <summary>The same, for one that a test may have ended.</summary>
    public static void CloseIfThere(SharedProxy shared)
    {
        if (Space.All().Contains(shared))
        {
            Space.Remove(shared);
        }
    }

    /// <summary>The same object as another process has it, with a mapping of its own.</summary>
    /// <param name="shared">The object.</param>
    /// <param name="asked">Told of each request.</param>
    public static T Twin<T>(T shared, Action? asked = null)
        where T : SharedProxy
    {
        RemoteSpace remote = new(() => new CompactCodec());
        ShareDesk desk = new(Space, (head, answer) => remote.Take([.. head.Span, .. answer.Content.Span]));
        remote.Connect((head, content) =>
        {
            asked?.Invoke();
            desk.Take([.. head.Span, .. content.Span]);
        });
        return (T)remote.Resolve(shared.Reference);
    }

    public static SharedArray Array(SharedElement type, long length) => SharedArray.Create(Space, type, length, stop: TestContext.Current.CancellationToken);

    public static SharedArray<T> ArrayOf<T>(long length)
        where T : unmanaged, System.Numerics.INumber<T>
        => (SharedArray<T>)Array(Enum.Parse<SharedElement>(typeof(T).Name), length);
}
