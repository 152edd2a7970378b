using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace Tickler
{
    /// <summary>What goes through the C door and comes back.</summary>
    internal static class C
    {
        internal const long None = long.MinValue;

        /// <summary>Half a surrogate pair is no text: an EncoderFallbackException.</summary>
        internal static readonly Encoding Utf8 = new UTF8Encoding(false, true);

        [StructLayout(LayoutKind.Sequential)]
        internal struct Text
        {
            internal IntPtr Data;
            internal UIntPtr Size;

            internal byte[] Bytes()
            {
                var bytes = new byte[checked((int)Size)];
                if (bytes.Length > 0) Marshal.Copy(Data, bytes, 0, bytes.Length);
                return bytes;
            }

            public override string ToString() => Utf8.GetString(Bytes());
        }

        [StructLayout(LayoutKind.Sequential)]
        internal struct ProblemStruct
        {
            internal int Number, Severity;
            internal uint Line, Column;
            internal Text File, Path, Message, Said;
        }

        /// <summary>Bytes that stay where they are during a call.</summary>
        internal sealed class Pinned : IDisposable
        {
            private GCHandle pin;
            internal Text Text { get; }

            internal Pinned(byte[] bytes)
            {
                if (bytes == null) throw new ArgumentNullException(nameof(bytes));
                pin = GCHandle.Alloc(bytes, GCHandleType.Pinned);
                Text = new Text { Data = pin.AddrOfPinnedObject(), Size = (UIntPtr)bytes.Length };
            }

            internal Pinned(string text) : this(Utf8.GetBytes(text)) { }
            public void Dispose() => pin.Free();
        }

        /// <summary>A policy or a worker: freed when nobody holds it, and not during a call.</summary>
        internal sealed class Handle : SafeHandle
        {
            private readonly Api.Free free;

            internal Handle(IntPtr pointer, Api.Free free) : base(IntPtr.Zero, true)
            {
                this.free = free;
                SetHandle(pointer);
            }

            public override bool IsInvalid => handle == IntPtr.Zero;

            protected override bool ReleaseHandle()
            {
                free(handle);
                return true;
            }
        }

        /// <summary>The list, which is still the caller's.</summary>
        internal static IReadOnlyList<Problem> Problems(IntPtr list)
        {
            var all = new Problem[(int)Api.SizeOfProblems(list)];
            for (int i = 0; i < all.Length; i++)
            {
                Api.GetProblem(list, (UIntPtr)i, out ProblemStruct found, (UIntPtr)Marshal.SizeOf<ProblemStruct>());
                all[i] = new Problem(found);
            }
            return all;
        }

        /// <summary>The list, which is freed.</summary>
        internal static IReadOnlyList<Problem> Taken(IntPtr list)
        {
            var all = Problems(list);
            Api.FreeProblems(list);
            return all;
        }

        internal static void Check(int result, IReadOnlyList<Problem> problems,
            Func<IReadOnlyList<Problem>, TicklerException> refused)
        {
            switch (result)
            {
                case 0: return;
                case 1: throw refused(problems);
                case 2: throw new MisuseException(problems);
                case 3: throw new OutOfMemoryException("no memory for Tickler");
                default: throw new TicklerException("a bug of Tickler", problems);
            }
        }
    }
}
