using System.Reflection;

namespace PiPS.Engine.Protocol;

/// <summary>Who a worker is.</summary>
/// <param name="ProcessId">Its process on its host.</param>
/// <param name="Processors">Processors that it can use there, from 1.</param>
/// <param name="Clock">Its host's time, in ticks of 100 ns since the year 1, UTC.</param>
/// <param name="Host">Name of its host; Slurm's name for the node, where Slurm started it.</param>
/// <param name="ProductVersion">Version of its engine.</param>
/// <param name="JobId">The Slurm job that it runs in; empty if it runs in none.</param>
/// <param name="StepId">The step of that job; empty if it runs in none.</param>
internal readonly record struct Hello(
    int ProcessId, int Processors, long Clock, string Host, string ProductVersion, string JobId, string StepId)
{
    /// <summary>This engine's version, without what tells one build of it from another.</summary>
    public static string ThisVersion { get; }
        = (typeof(Hello).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];

    public static Hello OfThisProcess() => new(
        Environment.ProcessId,
        Environment.ProcessorCount,
        DateTime.UtcNow.Ticks,
        Variable("SLURMD_NODENAME") is { Length: > 0 } node ? node : Environment.MachineName,
        ThisVersion,
        Variable("SLURM_JOB_ID"),
        Variable("SLURM_STEP_ID"));

    public static Hello Read(in Frame frame)
    {
        PayloadReader payload = new(frame, FrameKind.Hello);
        Hello hello = new(
            payload.Int32(), payload.Int32(), payload.Int64(), payload.Text(), payload.Text(), payload.Text(), payload.Text());
        payload.End(hello is { ProcessId: > 0, Processors: > 0, Clock: >= 0 });
        return hello;
    }

    /// <summary>The same without characters that would steer a terminal on which it is shown: it is another machine's text.</summary>
    public Hello Plain() => this with
    {
        Host = Plain(Host),
        ProductVersion = Plain(ProductVersion),
        JobId = Plain(JobId),
        StepId = Plain(StepId),
    };

    private static string Plain(string text) => string.Concat(text.Where(character => !char.IsControl(character)));

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) ?? string.Empty;
}
