using BenchmarkDotNet.Running;
using Kalends.Benchmarks;

if (args is ["doubling"]) return Doubling.Run(Console.Out) == 0 ? 0 : 1;
BenchmarkSwitcher.FromAssembly(typeof(Doubling).Assembly).Run(args);
return 0;
