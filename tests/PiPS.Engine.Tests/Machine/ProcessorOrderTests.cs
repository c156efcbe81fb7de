using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Tests.Machine;

public sealed class ProcessorOrderTests
{
    private static readonly Topology Laptop = new(["0,4", "1,5", "2,6", "3,7"], ["0-7"], ["0-7"]);
    private static readonly Topology LaptopWithNeighbours = new(["0-1", "2-3", "4-5", "6-7"], ["0-7"], ["0-7"]);
    private static readonly Topology TwoSockets = new(
        ["0,8", "1,9", "2,10", "3,11", "4,12", "5,13", "6,14", "7,15"], ["0-3,8-11", "4-7,12-15"], ["0-3,8-11", "4-7,12-15"]);

    private static readonly Topology TwoNodesASocket = new(
        ["0", "1", "2", "3", "4", "5", "6", "7"], ["0-3", "4-7"], ["0-1", "2-3", "4-5", "6-7"]);

    private static readonly Topology Unequal = new(["0,5", "1", "2", "3", "4"], ["0-1,5", "2-4"], ["0-1,5", "2-4"]);
    private static readonly Topology Unknown = new([], [], []);

    // machine, usable processors, pinning => processors of the first worker, the second, and so on
    public static TheoryData<Topology, string, WorkerPinning, int[]> Orders => new()
    {
        { Laptop, "0-7", WorkerPinning.Spread, [0, 1, 2, 3, 4, 5, 6, 7] },
        { Laptop, "0-7", WorkerPinning.Compact, [0, 4, 1, 5, 2, 6, 3, 7] },
        { LaptopWithNeighbours, "0-7", WorkerPinning.Spread, [0, 2, 4, 6, 1, 3, 5, 7] },
        { LaptopWithNeighbours, "0-7", WorkerPinning.Compact, [0, 1, 2, 3, 4, 5, 6, 7] },
        { LaptopWithNeighbours, "1-4", WorkerPinning.Spread, [1, 2, 4, 3] },
        { LaptopWithNeighbours, "1-4", WorkerPinning.Compact, [1, 2, 3, 4] },
        { TwoSockets, "0-15", WorkerPinning.Spread, [0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15] },
        { TwoSockets, "0-15", WorkerPinning.Compact, [0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15] },
        { TwoSockets, "2,6,9,14", WorkerPinning.Spread, [2, 6, 9, 14] },
        { TwoSockets, "2,6,9,14", WorkerPinning.Compact, [2, 9, 6, 14] },
        { TwoNodesASocket, "0-7", WorkerPinning.Spread, [0, 4, 2, 6, 1, 5, 3, 7] },
        { TwoNodesASocket, "0-7", WorkerPinning.Compact, [0, 1, 2, 3, 4, 5, 6, 7] },
        { Unequal, "0-5", WorkerPinning.Spread, [0, 2, 1, 3, 4, 5] },
        { Unequal, "0-5", WorkerPinning.Compact, [0, 5, 1, 2, 3, 4] },
        { Unknown, "0-3", WorkerPinning.Spread, [0, 1, 2, 3] },
        { Unknown, "1,3", WorkerPinning.Compact, [1, 3] },
    };

    [Theory, MemberData(nameof(Orders))]
    public void Gives_processors_in_order(Topology machine, string usable, WorkerPinning pinning, int[] order)
    {
        using MachineTree tree = new();
        tree.WithProcessors(machine.Cores, machine.Sockets).With("/sys/devices/system/cpu/online", $"{machine.Online}\n")
            .With("/sys/devices/system/node/online", machine.Nodes.Length > 0 ? $"0-{machine.Nodes.Length - 1}\n" : "\n");

        for (int node = 0; node < machine.Nodes.Length; node++)
        {
            tree.With($"/sys/devices/system/node/node{node}/cpulist", machine.Nodes[node] + "\n");
        }

        int[] processors = ProcessorList.Parse(usable)!;

        Assert.Equal(order, ProcessorOrder.Of(pinning, ProcessorTopology.Read(tree.Files, processors), processors));
    }

    [Theory]
    [InlineData(WorkerPinning.Spread)]
    [InlineData(WorkerPinning.Compact)]
    public void Has_every_usable_processor_here_once(WorkerPinning pinning)
    {
        Assert.SkipUnless(ThreadPin.IsSupported, "Linux keeps threads on processors.");

        Assert.Equal(UsableProcessors.ForPinning()!.Order(), ProcessorOrder.Here(pinning)!.Order());
    }

    [Fact]
    public void Without_pinning_there_is_no_order() => Assert.Null(ProcessorOrder.Here(WorkerPinning.None));

    /// <summary>Which processors make a core, a socket, a memory node, in the kernel's notation.</summary>
    public sealed record Topology(string[] Cores, string[] Sockets, string[] Nodes)
    {
        public string Online => Sockets.Length == 0 ? "0-3" : $"0-{Sockets.SelectMany(socket => ProcessorList.Parse(socket)!).Max()}";
    }
}
