// Tells in which order a start of the native server first touches its code and type data, for the linker of the next build.
// Usage: nm --defined-only PROGRAM.dbg > SYMBOLS; valgrind --tool=lackey --trace-mem=yes PROGRAM ... | startorder SYMBOLS > ORDER

using Kalends.StartOrder;

if (args is not [var symbolsPath])
{
    Console.Error.WriteLine("usage: startorder SYMBOLS < TRACE > ORDER");
    return 2;
}

Symbols symbols = Symbols.Read(symbolsPath);
var touches = new FirstTouches(symbols.Lowest, symbols.Highest);
using (Stream trace = Console.OpenStandardInput()) touches.Read(trace);
foreach (string name in symbols.ByFirstTouch(touches)) Console.WriteLine(name);
return 0;
