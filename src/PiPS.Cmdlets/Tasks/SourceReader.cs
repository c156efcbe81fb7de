using System.Management.Automation;
using System.Management.Automation.Language;

namespace PiPS.Cmdlets.Tasks;

/// <summary>Takes script blocks and functions apart, on the caller's side.</summary>
internal static class SourceReader
{
    /// <summary>The source of a script block, which may be a function's.</summary>
    public static ScriptSource Read(ScriptBlock script)
    {
        Ast tree = script.Ast;
        string text = tree.Extent.Text;
        int column = tree.Extent.StartColumnNumber;

        // The extent of a literal has its braces; that of a parsed text is the text.
        if (tree.Parent is ScriptBlockExpressionAst)
        {
            text = text[1..^1];
            column++;
        }

        return new(text, tree.Extent.File, tree.Extent.StartLineNumber, column, Usings(tree), tree is FunctionDefinitionAst);
    }

    // Of modules and assemblies, only -Module is for: their paths may not hold where the worker is.
    private static string Usings(Ast tree)
    {
        while (tree.Parent is Ast parent)
        {
            tree = parent;
        }

        IEnumerable<UsingStatementAst> usings = (tree as ScriptBlockAst)?.UsingStatements ?? [];
        return string.Concat(usings
            .Where(u => u.UsingStatementKind == UsingStatementKind.Namespace)
            .Select(u => u.Extent.Text.TrimEnd(';') + ";"));
    }
}
