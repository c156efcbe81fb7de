using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using PiPS.Engine.Estimating;
using PiPS.Engine.Sharing;

namespace PiPS.Cmdlets.Sharing;

/// <summary>A cmdlet that does something to shared objects, and may wait for them.</summary>
public abstract class ShareCmdlet : StoppableCmdlet
{
    private protected ShareCmdlet()
    {
    }

    /// <summary>A time-out that was given; nothing if none was.</summary>
    private protected TimeSpan? Limit(double? seconds)
    {
        if (seconds is double given && !(given >= 0.0 && given <= 1e8))
        {
            ThrowTerminatingError(ShareErrors.TimeoutOutOfRange(given));
        }

        return seconds is double limit ? TimeSpan.FromSeconds(limit) : null;
    }

    /// <summary>A number of messages that was given, from 1.</summary>
    private protected long Messages(WholeNumber count)
    {
        try
        {
            return (long)count.Within("-Count", 1, long.MaxValue, ShareErrors.CountOutOfRange);
        }
        catch (InvalidOptionException refused)
        {
            ThrowTerminatingError(Errors.InvalidOption(refused));
            throw;
        }
    }

    /// <summary>A shared object that was given, or whose name was.</summary>
    /// <param name="given">What was given.</param>
    /// <param name="expected">What it should be, in words.</param>
    [return: NotNull]
    private protected T Find<T>(object? given, string expected)
        where T : SharedProxy
    {
        object? plain = given is PSObject wrapped ? wrapped.BaseObject : given;
        object? found = plain;

        if (plain is string name)
        {
            Guard(name, () => found = SessionShares.Current.Find(name));
        }

        if (found is not T shared)
        {
            ThrowTerminatingError(IsCopy(given) ? ShareErrors.SharedObjectCopied(given) : ShareErrors.SharedObjectExpected(plain, expected));
            throw new PipelineStoppedException();
        }

        return shared;
    }

    private static bool IsCopy(object? given)
        => given is PSObject wrapped && wrapped.TypeNames.Contains($"Deserialized.{typeof(SharedProxy).FullName}");

    /// <summary>Does something that may be refused, which ends the command.</summary>
    /// <param name="target">What it is about.</param>
    /// <param name="act">What to do.</param>
    private protected void Guard(object? target, Action act)
    {
        try
        {
            act();
        }
        catch (ShareException refused)
        {
            ThrowTerminatingError(ShareErrors.Refused(refused, target));
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
