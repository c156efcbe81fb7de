using PiPS.HelpBuilder.Model;
using PiPS.HelpBuilder.Tests.Samples;

namespace PiPS.HelpBuilder.Tests.Reading;

public sealed class CommandTests
{
    private static CommandHelp Command { get; } = Sample.Command("Start-Coffee");

    [Fact]
    public void The_synopsis_is_the_summary_without_the_name()
        => Assert.Equal("Brews coffee & tea, if 1 < 2.", Command.Synopsis);

    [Fact]
    public void The_description_is_the_remarks_without_the_notes()
        => Assert.Equal(["Grinds as grind says, until Stop-Coffee or -Strength is $null.", "Second."], Command.Description);

    [Fact]
    public void Remarks_without_paragraphs_are_one()
        => Assert.Equal(["One paragraph, untagged."], Sample.Command("Stop-Coffee").Description);

    [Fact]
    public void Notes_are_apart() => Assert.Equal(["Hot."], Command.Notes);

    [Fact]
    public void An_example_has_a_title_code_and_what_comes_of_it()
    {
        ExampleHelp example = Command.Examples[0];

        Assert.Equal("Brew a cup", example.Title);
        Assert.Equal("Start-Coffee 3 |\n    Stop-Coffee", example.Code);
        Assert.Equal(["It is hot.", "Litres\n------\n   0.2"], example.Remarks);
    }

    [Fact]
    public void A_second_paragraph_before_the_code_is_a_remark()
    {
        ExampleHelp example = Command.Examples[1];

        Assert.Equal("Brew to taste", example.Title);
        Assert.Equal("Start-Coffee -Bean 'Java \"Blue\" <1>' |\n    Stop-Coffee", example.Code);
        Assert.Equal(["It takes longer."], example.Remarks);
    }

    [Fact]
    public void Links_are_the_online_page_other_cmdlets_and_addresses()
        => Assert.Equal(
            [
                new LinkHelp("Online Version:", "https://example.org/start"),
                new LinkHelp("Stop-Coffee", ""),
                new LinkHelp("All about coffee", "https://example.org/coffee"),
            ],
            Command.Links);

    [Fact]
    public void An_output_has_its_types_summary()
        => Assert.Equal(
            [
                new ValueHelp("PiPS.HelpBuilder.Tests.Samples.Cup", "A cup of coffee."),
                new ValueHelp("PiPS.HelpBuilder.Tests.Samples.Cup[]", "A cup of coffee."),
            ],
            Command.Outputs);

    [Fact]
    public void An_output_of_another_assemblys_type_is_described_by_the_cmdlet()
        => Assert.Equal([new ValueHelp("System.Int32", "How many cups are left.")], Sample.Command("Stop-Coffee").Outputs);

    [Fact]
    public void Inputs_are_the_parameters_that_the_pipeline_feeds()
        => Assert.Equal(
            [
                new ValueHelp("PiPS.HelpBuilder.Tests.Samples.WholeNumber", "For -Strength: Spoons."),
                new ValueHelp("System.Management.Automation.PSObject", "Any object, for its properties Bean."),
            ],
            Command.Inputs);

    [Fact]
    public void A_cmdlet_that_takes_no_input_says_so()
        => Assert.Equal([ValueHelp.Nothing], Sample.Command("Stop-Coffee").Inputs);
}
