namespace PiPS.Engine.Pools.TaskWorkers;

/// <summary>What runs scripts: the shell's. One thread serves; another may stop it.</summary>
public interface ITaskHost : IDisposable
{
    /// <summary>Makes itself ready: modules, functions, variables, the initialization script.</summary>
    /// <exception cref="Exception">It failed, and why.</exception>
    void SetUp(object setUp);

    /// <summary>Runs what the set-up says shall run at the worker's end, if it is ended by choice.</summary>
    /// <returns>What went wrong, a sentence each.</returns>
    IReadOnlyList<string> TearDown();

    /// <summary>What its process is to end with, by itself; nothing as long as it is to serve on.</summary>
    int? ExitCode => null;

    /// <summary>Runs a script over the items of a mailbox, to their end.</summary>
    void Run(object script, TaskMailbox mailbox);

    /// <summary>Makes the running script stop. Any thread may call this.</summary>
    void Interrupt();
}
