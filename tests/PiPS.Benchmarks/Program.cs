using PiPS.Benchmarks;

// dotnet run -c Release --project tests/PiPS.Benchmarks -- --help
return Suite.Run(args);
