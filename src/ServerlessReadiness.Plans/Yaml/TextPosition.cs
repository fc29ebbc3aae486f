using System.Runtime.InteropServices;

namespace ServerlessReadiness.Plans.Yaml;

/// <summary>A place in a text; both count from 1, columns in characters.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextPosition(int Line, int Column);
