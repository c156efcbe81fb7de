using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PiPS.Cmdlets.Tasks.Records;

/// <summary>Where in a script a record was written.</summary>
/// <param name="File">The script's file, if it has one.</param>
/// <param name="LineNumber">Line, from 1; 0 if it isn't known.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Line">The line's text.</param>
/// <param name="Length">How many characters of it are underlined.</param>
/// <param name="InvocationName">How the command was called.</param>
/// <param name="Command">The command's name, if there was one.</param>
/// <param name="CommandType">And its type.</param>
public sealed record RecordPosition(
    string? File, int LineNumber, int Column, string? Line, int Length, string? InvocationName, string? Command, int CommandType)
{
    /// <summary>The position of a record; null if it has none.</summary>
    internal static RecordPosition? Of(InvocationInfo? invocation) => invocation is null ? null : new(
        NullIfEmpty(invocation.ScriptName), invocation.ScriptLineNumber, invocation.OffsetInLine, invocation.Line,
        // The extent itself isn't public; its message underlines it.
        invocation.PositionMessage?.Count(c => c == '~') ?? 0,
        invocation.InvocationName, invocation.MyCommand?.Name, (int)(invocation.MyCommand?.CommandType ?? 0));

    internal static RecordPosition? FromValues(object? values) => Values.Plain(values) is not IDictionary found ? null : new(
        found[nameof(File)] as string, found.Get<int>(nameof(LineNumber)), found.Get<int>(nameof(Column)),
        found[nameof(Line)] as string, found.Get<int>(nameof(Length)),
        found[nameof(InvocationName)] as string, found[nameof(Command)] as string,
        found.Get<int>(nameof(CommandType)));

    internal Hashtable ToValues() => new()
    {
        [nameof(File)] = File,
        [nameof(LineNumber)] = LineNumber,
        [nameof(Column)] = Column,
        [nameof(Line)] = Line,
        [nameof(Length)] = Length,
        [nameof(InvocationName)] = InvocationName,
        [nameof(Command)] = Command,
        [nameof(CommandType)] = CommandType,
    };

    /// <summary>Adds what PowerShell's remoting sends of a position.</summary>
    internal void AddTo(PSObject bag)
    {
        const string Prefix = "InvocationInfo_";
        bag.Note(Prefix + "BoundParameters", new Hashtable());
        bag.Note(Prefix + "CommandOrigin", CommandOrigin.Internal);
        bag.Note(Prefix + "ExpectingInput", false);
        bag.Note(Prefix + "InvocationName", InvocationName);
        bag.Note(Prefix + "Line", Line);
        bag.Note(Prefix + "OffsetInLine", Column);
        bag.Note(Prefix + "HistoryId", 0L);
        bag.Note(Prefix + "PipelineIterationInfo", Array.Empty<int>());
        bag.Note(Prefix + "PipelineLength", 0);
        bag.Note(Prefix + "PipelinePosition", 0);
        bag.Note(Prefix + "ScriptLineNumber", LineNumber);
        bag.Note(Prefix + "ScriptName", File);
        bag.Note(Prefix + "UnboundArguments", new ArrayList());
        bag.Note("SerializeExtent", false);

        if (Command is not null)
        {
            bag.Note("CommandInfo_CommandType", (CommandTypes)CommandType);
            bag.Note("CommandInfo_Definition", string.Empty);
            bag.Note("CommandInfo_Name", Command);
            bag.Note("CommandInfo_Visibility", SessionStateEntryVisibility.Public);
        }
    }

    /// <summary>Puts the exact place into a rebuilt record; a cmdlet that writes it leaves it there, and only it.</summary>
    internal void Show(InvocationInfo? invocation)
    {
        if (invocation is not null && LineNumber > 0)
        {
            int end = Column + Math.Max(Length, 1);
            invocation.DisplayScriptPosition = new ScriptExtent(
                new ScriptPosition(File, LineNumber, Column, Line), new ScriptPosition(File, LineNumber, end, Line));
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
