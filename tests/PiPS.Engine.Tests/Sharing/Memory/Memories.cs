using PiPS.Engine.Sharing.Memory;

namespace PiPS.Engine.Tests.Sharing.Memory;

/// <summary>Makes shared memory for a test.</summary>
internal static class Memories
{
    public static SharedMemory Of(long bytes, bool named = false)
        => named ? SharedMemory.CreateIn(Path.GetTempPath(), bytes) : SharedMemory.Create(bytes, TestContext.Current.CancellationToken);

    public static SharedArray Array(SharedElement type, long length) => SharedArray.Create(type, length, "a", TestContext.Current.CancellationToken);

    public static SharedArray<T> ArrayOf<T>(long length)
        where T : unmanaged, System.Numerics.INumber<T>
        => (SharedArray<T>)Array(Enum.Parse<SharedElement>(typeof(T).Name), length);
}
