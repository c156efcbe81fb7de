global using StreamKind = PiPS.Engine.Pools.Runs.StreamKind;
