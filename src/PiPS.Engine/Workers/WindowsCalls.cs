using System.Runtime.InteropServices;

namespace PiPS.Engine.Workers;

/// <summary>Calls of Windows that .NET has no method for.</summary>
internal static partial class WindowsCalls
{
    /// <summary><c>GetStdHandle</c>: −10 is standard input, −11 standard output.</summary>
    [LibraryImport("kernel32.dll", EntryPoint = "GetStdHandle")]
    internal static partial nint StandardHandle(int which);

    /// <summary><c>PeekNamedPipe</c>, which knows unnamed pipes too; it fails when the pipe has ended.</summary>
    [LibraryImport("kernel32.dll", EntryPoint = "PeekNamedPipe", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool PeekPipe(SafeHandle pipe, nint buffer, int size, nint read, out int available, nint left);
}
