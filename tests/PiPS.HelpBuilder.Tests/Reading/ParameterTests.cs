using PiPS.HelpBuilder.Model;
using PiPS.HelpBuilder.Tests.Samples;

namespace PiPS.HelpBuilder.Tests.Reading;

public sealed class ParameterTests
{
    // parameter => type, default value, aliases
    public static TheoryData<string, string, string, string[]> Declared => new()
    {
        { "Roast", "Roast", "Dark", [] },
        { "Size", "String[]", "None", ["s", "litres"] },
        { "Strength", "WholeNumber", "None", [] },
        { "Milk", "SwitchParameter", "False", [] },
        { "TimeoutSeconds", "Double", "for ever", [] },
        { "WhatIf", "SwitchParameter", "False", ["wi"] },
        { "Confirm", "SwitchParameter", "False", ["cf"] },
    };

    [Theory, MemberData(nameof(Declared))]
    public void Shows_type_default_and_aliases(string name, string type, string defaultValue, string[] aliases)
    {
        ParameterHelp parameter = Sample.Parameter(name);

        Assert.Equal(type, parameter.TypeName);
        Assert.Equal(defaultValue, parameter.DefaultValue);
        Assert.Equal(aliases, parameter.Aliases);
    }

    // parameter => paragraphs
    public static TheoryData<string, string[]> Described => new()
    {
        { "Roast", ["How dark."] },
        { "Bean", ["Names of beans; wildcards are allowed.", "Java has two."] },
        { "TimeoutSeconds", ["How long to wait."] },
        { "Taste", ["What it should taste of."] },
        { "WhatIf", ["Shows what would happen if the cmdlet runs. The cmdlet is not run."] },
    };

    [Theory, MemberData(nameof(Described))]
    public void The_description_is_the_comment_without_the_name_inherited_if_need_be(string name, string[] description)
        => Assert.Equal(description, Sample.Parameter(name).Description);

    [Fact]
    public void Own_parameters_come_first_and_what_is_hidden_or_none_not_at_all()
        => Assert.Equal(
            ["Roast", "Size", "Bean", "Strength", "Milk", "Taste", "TimeoutSeconds", "WhatIf", "Confirm"],
            Sample.Command("Start-Coffee").Parameters.Select(parameter => parameter.Name));

    [Fact]
    public void An_enumeration_offers_its_members_with_their_summaries()
        => Assert.Equal(
            [new ChoiceHelp("Light", "Light, as Dark is not."), new ChoiceHelp("Dark", "Dark & oily.")],
            Sample.Parameter("Roast").Choices);

    [Fact]
    public void A_validated_set_offers_its_values()
        => Assert.Equal([new ChoiceHelp("S", ""), new ChoiceHelp("L", "")], Sample.Parameter("Size").Choices);

    [Fact]
    public void Wildcards_are_told_by_the_attribute()
    {
        Assert.True(Sample.Parameter("Bean").AcceptsWildcards);
        Assert.False(Sample.Parameter("Size").AcceptsWildcards);
    }

    // parameter, set => required, position; null where it isn't in the set
    public static TheoryData<string, string, string?> Uses => new()
    {
        { "Strength", "Strength", "required at 0, True (ByValue)" },
        { "Strength", "Bean", "optional at 1, False" },
        { "Bean", "Bean", "required at 0, True (ByPropertyName)" },
        { "Bean", "Strength", null },
        { "Size", "Bean", "optional, False" },
        { "Size", "Strength", "optional, False" },
    };

    [Theory, MemberData(nameof(Uses))]
    public void Is_something_else_in_each_set(string name, string set, string? expected)
    {
        ParameterUse? use = Sample.Parameter(name).In(set);

        string? actual = use is null
            ? null
            : $"{(use.Required ? "required" : "optional")}{(use.Position is int at ? $" at {at}" : "")}, {use.PipelineInput}";
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Overall_it_is_required_only_if_every_set_requires_it()
    {
        Assert.False(Sample.Parameter("Strength").Overall().Required);
        Assert.True(Sample.Parameter("Bean").Overall().Required);
        Assert.True(Sample.Parameter("Strength").Overall().ByValue);
    }

    [Fact]
    public void The_default_set_comes_first_and_each_goes_by_position_then_need()
        => Assert.Equal(
            [
                "Strength Roast Size Milk Taste TimeoutSeconds WhatIf Confirm",
                "Bean Strength Size Milk Taste TimeoutSeconds WhatIf Confirm",
            ],
            Sample.Command("Start-Coffee").Syntax.Select(s => string.Join(' ', s.Parameters.Select(p => p.Parameter.Name))));

    [Fact]
    public void A_cmdlet_without_sets_has_one_syntax() => Assert.Single(Sample.Command("Stop-Coffee").Syntax);
}
