using PiPS.Soaking;
using PiPS.Soaking.Workers;

// dotnet run -c Release --project tests/PiPS.Soak -- --help
if (args is ["worker", string mark])
{
    return SoakWorker.Run(mark);
}

SoakOptions options;

try
{
    options = SoakOptions.Read(args);
}
catch (FormatException error)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}

if (options.Help)
{
    Console.WriteLine(SoakOptions.Usage);
    return 0;
}

return SoakRun.Execute(options);
