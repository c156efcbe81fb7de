using System.Reflection;

namespace PiPS.Engine.Protocol;

/// <summary>Who a worker is.</summary>
/// <param name="ProcessId">Its process on its host.</param>
/// <param name="Processors">Processors that it can use there, from 1.</param>
/// <param name="Host">Name of its host.</param>
/// <param name="ProductVersion">Version of its engine.</param>
internal readonly record struct Hello(int ProcessId, int Processors, string Host, string ProductVersion)
{
    public static Hello OfThisProcess() => new(
        Environment.ProcessId,
        Environment.ProcessorCount,
        Environment.MachineName,
        typeof(Hello).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");

    public static Hello Read(in Frame frame)
    {
        PayloadReader payload = new(frame, FrameKind.Hello);
        Hello hello = new(payload.Int32(), payload.Int32(), payload.Text(), payload.Text());
        payload.End(hello is { ProcessId: > 0, Processors: > 0 });
        return hello;
    }
}
