// Loads the library and says which it is.
internal static class Version
{
    private static void Main() => System.Console.WriteLine(Tickler.Library.Version);
}
