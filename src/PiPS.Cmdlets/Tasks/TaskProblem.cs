namespace PiPS.Cmdlets.Tasks;

/// <summary>Why a script can't be run: each is the id of an error.</summary>
public enum TaskProblem
{
    /// <summary>The script says <c>$using:</c> of a variable that the caller hasn't.</summary>
    UsingVariableUndefined,

    /// <summary>A function that shall be there isn't.</summary>
    FunctionNotFound,

    /// <summary>A module that shall be there isn't.</summary>
    ModuleNotFound,

    /// <summary>A variable that shall be there isn't.</summary>
    VariableNotFound,
}
