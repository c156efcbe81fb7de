return PiPS.HelpBuilder.HelpBuild.Run(args, Console.Error);
