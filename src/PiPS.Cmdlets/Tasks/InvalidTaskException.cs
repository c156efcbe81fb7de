using System.Management.Automation;

namespace PiPS.Cmdlets.Tasks;

/// <summary>A script can't be run as was asked. It is thrown before any work starts.</summary>
public sealed class InvalidTaskException : ArgumentException
{
    internal InvalidTaskException(TaskProblem problem, string target, string message)
        : base(message)
    {
        Problem = problem;
        Target = target;
    }

    /// <summary>What is wrong.</summary>
    public TaskProblem Problem { get; }

    /// <summary>The name that wasn't found.</summary>
    public string Target { get; }

    /// <summary>The error to end the cmdlet with; its id is the problem's name.</summary>
    public ErrorRecord ToErrorRecord() => Errors.InvalidTask(this);
}
