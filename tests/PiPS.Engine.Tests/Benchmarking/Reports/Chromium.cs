using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PiPS.Engine.Tests.Benchmarking.Reports;

/// <summary>A real browser without a window, driven by its DevTools protocol. It and its profile are gone once this is disposed.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("pips-chromium-");
    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly List<JsonNode> _events = [];
    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private int _last;

    private Chromium(string executable)
    {
        _limit.CancelAfter(Deadline.Generous);
        ProcessStartInfo start = new(executable) { RedirectStandardError = true, RedirectStandardOutput = true };

        // Its sandbox needs what containers and root don't have; the page is our own.
        foreach (string argument in new[]
        {
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions", "--disable-background-networking",
            "--disable-component-update", "--remote-debugging-port=0", $"--user-data-dir={_profile.FullName}", "about:blank",
        })
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What the page has told since: exceptions, console messages, requests.</summary>
    public IReadOnlyList<JsonNode> Events => _events;

    public static string? Find() => Names
        .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator), (name, folder) => Path.Join(folder, name))
        .FirstOrDefault(File.Exists);

    public static async Task<Chromium> StartAsync()
    {
        Chromium browser = new(Find()!);

        try
        {
            await browser.ConnectAsync();
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Shows a file, and waits until it and its scripts are there.</summary>
    public async Task OpenAsync(string path, int width, string scheme)
    {
        _events.Clear();
        await AskAsync("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = 1000, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        await AskAsync("Emulation.setEmulatedMedia", new()
        {
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }),
        });
        await AskAsync("Page.navigate", new() { ["url"] = new Uri(path).AbsoluteUri });

        while (!_events.Any(each => (string?)each["method"] == "Page.loadEventFired"))
        {
            _events.Add(await ReceiveAsync());
        }
    }

    /// <summary>What an expression gives in the page.</summary>
    public async Task<JsonNode> EvaluateAsync(string expression)
    {
        JsonNode answer = await AskAsync("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        Assert.True(answer["exceptionDetails"] is null, answer.ToJsonString());
        return answer["result"]!["value"] ?? JsonValue.Create("nothing")!;
    }

    public async Task<JsonNode> AskAsync(string method, JsonObject? parameters = null)
    {
        int id = ++_last;
        JsonObject request = new() { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        await _socket.SendAsync(Encoding.UTF8.GetBytes(request.ToJsonString()), WebSocketMessageType.Text, true, _limit.Token);

        while (true)
        {
            JsonNode message = await ReceiveAsync();

            if ((int?)message["id"] == id)
            {
                return message["result"] ?? throw new InvalidOperationException(message.ToJsonString());
            }

            _events.Add(message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.WaitForExit();
        _process.Dispose();
        _socket.Dispose();
        _limit.Dispose();

        // Its children may be writing there to their last moment.
        await Eventually(() =>
        {
            _profile.Delete(recursive: true);
            return true;
        });
    }

    private static async Task<T> Eventually<T>(Func<T?> look)
    {
        Stopwatch watch = Stopwatch.StartNew();

        while (true)
        {
            try
            {
                if (look() is T found)
                {
                    return found;
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException && watch.Elapsed < Deadline.Generous)
            {
            }

            Assert.InRange(watch.Elapsed, TimeSpan.Zero, Deadline.Generous);
            await Task.Delay(20, CancellationToken.None);
        }
    }

    private async Task ConnectAsync()
    {
        string file = Path.Join(_profile.FullName, "DevToolsActivePort");
        string port = await Eventually(() => File.Exists(file) && File.ReadAllLines(file) is [string first, _, ..] ? first : null);
        using HttpClient client = new();
        JsonNode pages = JsonNode.Parse(await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/json/list"), _limit.Token))!;
        string page = (string)pages.AsArray().First(each => (string?)each!["type"] == "page")!["webSocketDebuggerUrl"]!;
        await _socket.ConnectAsync(new Uri(page), _limit.Token);

        foreach (string domain in new[] { "Page.enable", "Runtime.enable", "Network.enable", "Log.enable" })
        {
            await AskAsync(domain);
        }
    }

    private async Task<JsonNode> ReceiveAsync()
    {
        using MemoryStream message = new();
        byte[] buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult part;

        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), _limit.Token);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        return JsonNode.Parse(message.ToArray()) ?? throw new JsonException("An empty message came.");
    }
}
