global using StreamKind = PiPS.Engine.Pools.StreamKind;
