using PiPS.Engine.Sharing.Objects;

namespace PiPS.Soaking.Workers;

/// <summary>Does what a <see cref="MapItem"/> says.</summary>
internal static class MapProgram
{
    public static void Run(MapItem item, object[] script, ItemCall call, bool isProcess)
    {
        switch (item.Verb)
        {
            case "spin":
                Programs.Spin(item.Size);
                break;
            case "sleep":
                call.Stop.WaitHandle.WaitOne(item.Size);
                break;
            case "count":
                ((SharedDictionary)script[1]).Update(old => (old as int? ?? 0) + 1, item.Number % 5);
                break;
            case "flaky":
                int attempt = (int)((SharedDictionary)script[1]).Update(old => (old as int? ?? 0) + 1, $"item {item.Number}")!;
                if (attempt <= item.Size)
                {
                    throw new InvalidOperationException($"Item {item.Number} failed.");
                }

                break;
            case "fail":
                throw new InvalidOperationException($"Item {item.Number} failed.");
            case "exit" when isProcess:
                Environment.Exit(item.Size);
                break;
            case "die" when isProcess:
                Signals.Send(Environment.ProcessId, Signals.Kill);
                break;
            case "hang":
                call.Stop.WaitHandle.WaitOne();
                throw new OperationCanceledException();
            default:
                break;
        }

        foreach (object? result in item.Results)
        {
            call.Write(result);
        }
    }
}
