using System.Management.Automation;

namespace PiPS.HelpBuilder.Tests.Samples;

/// <summary><c>Start-Coffee</c>: brews coffee &amp; tea, if 1 &lt; 2.</summary>
/// <remarks>
/// <para>Grinds as <b>grind</b> says, until
/// <see cref="StopCoffeeCommand"/> or <see cref="Strength"/> is <see langword="null"/>.</para>
/// <para>Second.</para>
/// <note>Hot.</note>
/// </remarks>
/// <example>
/// <para>Brew a cup.</para>
/// <code>
/// Start-Coffee 3 |
///     Stop-Coffee
/// </code>
/// <para>It is hot.</para>
/// <code>
/// Litres
/// ------
///    0.2
/// </code>
/// </example>
/// <example>
/// <para>Brew to taste</para>
/// <para>It takes longer.</para>
/// <code>Start-Coffee -Bean 'Java "Blue" &lt;1&gt;' |
///     Stop-Coffee</code>
/// </example>
/// <seealso cref="StopCoffeeCommand"/>
/// <seealso href="https://example.org/coffee">All about coffee</seealso>
[Cmdlet(
    VerbsLifecycle.Start, "Coffee", DefaultParameterSetName = StrengthSet, SupportsShouldProcess = true,
    HelpUri = "https://example.org/start")]
[OutputType(typeof(Cup))]
[OutputType(typeof(Cup[]), ParameterSetName = [BeanSet])]
public sealed class StartCoffeeCommand : BrewingCmdlet<string>
{
    private const string StrengthSet = "Strength";
    private const string BeanSet = "Bean";

    /// <summary><b>-Roast</b>: how dark.</summary>
    /// <value>Dark</value>
    [Parameter(ParameterSetName = StrengthSet)]
    public Roast? Roast { get; set; }

    /// <summary><b>-Size</b>: of the cup.</summary>
    [Parameter]
    [ValidateSet("S", "L")]
    [Alias("s", "litres")]
    public string[] Size { get; set; } = [];

    /// <summary><b>-Bean</b>: names of beans; wildcards are allowed.</summary>
    /// <remarks>Java has two.</remarks>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = BeanSet, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[] Bean { get; set; } = [];

    /// <summary><b>-Strength</b>: spoons.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = StrengthSet, ValueFromPipeline = true)]
    [Parameter(Position = 1, ParameterSetName = BeanSet)]
    public WholeNumber? Strength { get; set; }

    /// <summary><b>-Milk</b>: with milk.</summary>
    [Parameter]
    public SwitchParameter Milk { get; set; }

    [Parameter(DontShow = true)]
    public SwitchParameter Secret { get; set; }

    /// <inheritdoc/>
    [Parameter]
    public override string? Taste { get; set; }

    public string NoParameter { get; set; } = "";
}
