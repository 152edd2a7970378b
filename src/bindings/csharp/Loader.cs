using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Tickler
{
    /// <summary>Finds libtickler-c: where TICKLER_C_LIBRARY says, else beside this assembly, else where the system finds libraries.
    /// By dlopen, since DllImport would look beside the assembly first.</summary>
    internal static class Loader
    {
        private const string Name = "libtickler-c.so.0";
        private static readonly Lazy<IntPtr> library = new Lazy<IntPtr>(Open);

        /// <summary>Called first by whatever a user calls first: what is wrong is thrown as it is, not by a type initializer.</summary>
        internal static void Ready() => GC.KeepAlive(library.Value);

        internal static T Get<T>(string function) => Find<T>(library.Value, function);

        private static IntPtr Open()
        {
            // An assembly that is part of a single file has no location: then beside the program.
            string assembly = Path.Combine(AppDomain.CurrentDomain.BaseDirectory, typeof(Loader).Assembly.Location);
            string beside = Path.Combine(Path.GetDirectoryName(assembly), Name);
            string place = Environment.GetEnvironmentVariable("TICKLER_C_LIBRARY") ?? (File.Exists(beside) ? beside : Name);
            IntPtr opened = dlopen(C.Utf8.GetBytes(place + "\0"), 2 /* RTLD_NOW */);
            if (opened == IntPtr.Zero) throw new DllNotFoundException(Marshal.PtrToStringAnsi(dlerror()));
            uint oldest = Find<Api.Number>(opened, "tickler_oldest_abi")(), newest = Find<Api.Number>(opened, "tickler_abi")();
            if (Api.Abi < oldest || newest < Api.Abi)
                throw new DllNotFoundException(
                    $"{place} serves the ABI {oldest} to {newest} of tickler.h, and this package needs {Api.Abi}");
            return opened;
        }

        private static T Find<T>(IntPtr opened, string function)
        {
            IntPtr found = dlsym(opened, C.Utf8.GetBytes(function + "\0"));
            if (found == IntPtr.Zero) throw new EntryPointNotFoundException(Marshal.PtrToStringAnsi(dlerror()));
            return Marshal.GetDelegateForFunctionPointer<T>(found);
        }

        [DllImport("libdl.so.2")] private static extern IntPtr dlopen(byte[] file, int mode);
        [DllImport("libdl.so.2")] private static extern IntPtr dlsym(IntPtr library, byte[] name);
        [DllImport("libdl.so.2")] private static extern IntPtr dlerror();
    }
}
