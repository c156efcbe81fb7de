using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace PiPS.Cmdlets.Tasks.Records;

/// <summary>An error record as plain values, and back.</summary>
public sealed record ErrorRecordData
{
    private const int TypeNameLimit = 16;

    /// <summary>What the exception says.</summary>
    public required string Message { get; init; }

    /// <summary>The exception's type and its base types, the nearest first.</summary>
    public required IReadOnlyList<string> ExceptionTypes { get; init; }

    /// <summary>The whole id.</summary>
    public required string FullyQualifiedErrorId { get; init; }

    /// <summary>The category, as a number.</summary>
    public int Category { get; init; }

    /// <summary>The category's activity, reason, target name, target type and message.</summary>
    public required IReadOnlyList<string?> CategoryTexts { get; init; }

    /// <summary>What it is about: the user's value.</summary>
    public object? TargetObject { get; init; }

    /// <summary>A message that replaces the exception's, or null.</summary>
    public string? DetailsMessage { get; init; }

    /// <summary>What is shown of it.</summary>
    public string Shown => DetailsMessage ?? Message;

    /// <summary>What to do about it, or null.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>Through which scripts it came, or null.</summary>
    public string? ScriptStackTrace { get; init; }

    /// <summary>Where it happened, or null.</summary>
    public RecordPosition? Position { get; init; }

    /// <summary>Takes a record apart.</summary>
    public static ErrorRecordData Of(ErrorRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        ErrorCategoryInfo category = record.CategoryInfo;
        return new()
        {
            Message = record.Exception.Message,
            ExceptionTypes = Types(record.Exception),
            FullyQualifiedErrorId = record.FullyQualifiedErrorId,
            Category = (int)category.Category,
            CategoryTexts =
            [
                category.Activity, category.Reason, category.TargetName, category.TargetType,
                category.GetMessage(CultureInfo.CurrentCulture),
            ],
            TargetObject = record.TargetObject,
            DetailsMessage = record.ErrorDetails?.Message,
            RecommendedAction = record.ErrorDetails?.RecommendedAction,
            ScriptStackTrace = record.ScriptStackTrace,
            Position = RecordPosition.Of(record.InvocationInfo),
        };
    }

    /// <summary>A record with all of it; its exception is a <see cref="RemoteException"/>.</summary>
    public ErrorRecord ToErrorRecord()
    {
        PSObject exception = new();
        exception.TypeNames.Clear();

        foreach (string type in ExceptionTypes)
        {
            exception.TypeNames.Add(type);
        }

        exception.Note("Message", Message);
        PSObject bag = new();
        bag.Note("Exception", exception);
        bag.Note("TargetObject", TargetObject);
        bag.Note("FullyQualifiedErrorId", FullyQualifiedErrorId);
        bag.Note("ErrorCategory_Category", Category);
        bag.Note("ErrorCategory_Activity", CategoryTexts[0]);
        bag.Note("ErrorCategory_Reason", CategoryTexts[1]);
        bag.Note("ErrorCategory_TargetName", CategoryTexts[2]);
        bag.Note("ErrorCategory_TargetType", CategoryTexts[3]);
        bag.Note("ErrorCategory_Message", CategoryTexts[4]);
        bag.Note("ErrorDetails_Message", DetailsMessage ?? (RecommendedAction is null ? null : Message));
        bag.Note("ErrorDetails_RecommendedAction", RecommendedAction);
        bag.Note("ErrorDetails_ScriptStackTrace", ScriptStackTrace);
        bag.Note("PipelineIterationInfo", null);
        bag.Note("SerializeExtendedInfo", Position is not null);
        Position?.AddTo(bag);

        // Wrapped once more, as PSObject.GetObjectData does: the innermost one's properties get lost on the way.
        RemoteErrorRecord record = new(Bag.Serialize(new(bag)));
        Position?.Show(record.InvocationInfo);
        return record;
    }

    /// <summary>As dictionaries, arrays, strings and numbers, with <see cref="TargetObject"/> as it is.</summary>
    public Hashtable ToValues() => new()
    {
        [nameof(Message)] = Message,
        [nameof(ExceptionTypes)] = ExceptionTypes.Cast<object?>().ToArray(),
        [nameof(FullyQualifiedErrorId)] = FullyQualifiedErrorId,
        [nameof(Category)] = Category,
        [nameof(CategoryTexts)] = CategoryTexts.Cast<object?>().ToArray(),
        [nameof(TargetObject)] = TargetObject,
        [nameof(DetailsMessage)] = DetailsMessage,
        [nameof(RecommendedAction)] = RecommendedAction,
        [nameof(ScriptStackTrace)] = ScriptStackTrace,
        [nameof(Position)] = Position?.ToValues(),
    };

    /// <summary>Of such values.</summary>
    /// <exception cref="InvalidDataException">They are none.</exception>
    public static ErrorRecordData FromValues(IDictionary values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new()
        {
            Message = values.Get<string>(nameof(Message)),
            ExceptionTypes = [.. values.List(nameof(ExceptionTypes)).Cast<string>()],
            FullyQualifiedErrorId = values.Get<string>(nameof(FullyQualifiedErrorId)),
            Category = values.Get<int>(nameof(Category)),
            CategoryTexts = [.. values.List(nameof(CategoryTexts)).Cast<string?>()],
            TargetObject = values[nameof(TargetObject)],
            DetailsMessage = values[nameof(DetailsMessage)] as string,
            RecommendedAction = values[nameof(RecommendedAction)] as string,
            ScriptStackTrace = values[nameof(ScriptStackTrace)] as string,
            Position = RecordPosition.FromValues(values[nameof(Position)]),
        };
    }

    private static string[] Types(Exception exception)
    {
        List<string> names = [];

        for (Type? type = exception.GetType(); type is not null && names.Count < TypeNameLimit; type = type.BaseType)
        {
            names.Add(type.FullName!);
        }

        return [.. names];
    }
}
