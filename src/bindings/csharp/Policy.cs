using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;

namespace Tickler
{
    /// <summary>A point in time: a DateTimeOffset, or a DateTime that knows its zone.</summary>
    public struct Instant
    {
        internal long Seconds { get; }
        private Instant(long seconds) => Seconds = seconds;
        public static implicit operator Instant(DateTimeOffset time) => new Instant(time.ToUnixTimeSeconds());

        public static implicit operator Instant(DateTime time) => time.Kind != DateTimeKind.Unspecified
            ? (Instant)new DateTimeOffset(time)
            : throw new ArgumentException("a DateTime of Kind Unspecified is no instant: give a DateTimeOffset, or say Utc or Local");
    }

    /// <summary>Who to follow up with next, how, and when, as a policy says. Reading one takes milliseconds: keep it. Any number
    /// of threads may use it at a time. Cases and answers are JSON, as a string or, quicker, as bytes of UTF-8. A case that cannot
    /// be read is answered as "invalid"; what is wrong with it goes to `problems`.</summary>
    public sealed class Policy : IDisposable
    {
        private delegate int Question(C.Handle worker, C.Text text, C.Text besides, out C.Text answer);
        private readonly ConcurrentStack<C.Handle> idle = new ConcurrentStack<C.Handle>(); // each is one thread's at a time
        private readonly C.Handle handle;

        public string Name { get; }
        /// <summary>Of all in it that decides.</summary>
        public ulong Fingerprint { get; }
        public IReadOnlyList<Problem> Warnings { get; }

        private Policy(IntPtr policy, IReadOnlyList<Problem> warnings)
        {
            handle = new C.Handle(policy, Api.FreePolicy);
            Name = Api.NameOf(handle).ToString();
            Fingerprint = Api.FingerprintOf(handle);
            Warnings = warnings;
        }

        /// <param name="yaml">the policy's text</param>
        /// <param name="name">what problems call it</param>
        /// <exception cref="PolicyException">with all that is wrong</exception>
        public static Policy Load(string yaml, string name) => Load(C.Utf8.GetBytes(yaml), name);

        public static Policy Load(byte[] yaml, string name)
        {
            Loader.Ready();
            using (var text = new C.Pinned(yaml))
            using (var called = new C.Pinned(name))
            {
                int result = Api.LoadPolicy(text.Text, called.Text, out IntPtr policy, out IntPtr problems);
                var found = C.Taken(problems);
                C.Check(result, found, all => new PolicyException(all));
                return new Policy(policy, found);
            }
        }

        /// <summary>What is to be done for this prospect.</summary>
        public string Decide(string oneCase, Instant now, Action<Problem> problems = null) =>
            C.Utf8.GetString(Decide(C.Utf8.GetBytes(oneCase), now, problems));

        public byte[] Decide(byte[] oneCase, Instant now, Action<Problem> problems = null) =>
            Ask(oneCase, "", problems, (C.Handle worker, C.Text text, C.Text none, out C.Text answer) =>
                Api.DecideJson(worker, text, now.Seconds, out answer));

        /// <summary>A case a line, a decision a line.</summary>
        public string DecideLines(string cases, Instant now, Action<Problem> problems = null) =>
            C.Utf8.GetString(DecideLines(C.Utf8.GetBytes(cases), now, problems));

        public byte[] DecideLines(byte[] cases, Instant now, Action<Problem> problems = null) =>
            Ask(cases, "", problems, (C.Handle worker, C.Text text, C.Text none, out C.Text answer) =>
                Api.DecideLines(worker, text, now.Seconds, out answer));

        /// <summary>May this be done now? `touch` is such as {"channel": "phone", "purpose": "check_in"}.</summary>
        public string May(string oneCase, string touch, Instant now, Action<Problem> problems = null) =>
            Ask(oneCase, touch, problems, (C.Handle worker, C.Text text, C.Text asked, out C.Text answer) =>
                Api.MayJson(worker, text, asked, now.Seconds, out answer));

        /// <summary>Why.</summary>
        /// <param name="full">also runs that are over, steps that were not reached, all parts of conditions</param>
        public string Explain(string oneCase, Instant now, bool full = false, Action<Problem> problems = null) =>
            Ask(oneCase, "", problems, (C.Handle worker, C.Text text, C.Text none, out C.Text answer) =>
                Api.ExplainJson(worker, text, now.Seconds, full ? 1u : 0, out answer));

        /// <summary>What will happen, under a script such as "answers on day 10"; "": nobody answers.</summary>
        /// <param name="till">null: 365 days</param>
        /// <param name="lazy">each action is done at its deadline</param>
        public string Preview(string oneCase, Instant from, string script = "", Instant? till = null, bool lazy = false,
            Action<Problem> problems = null) =>
            Ask(oneCase, script, problems, (C.Handle worker, C.Text text, C.Text answers, out C.Text answer) =>
                Api.PreviewJson(worker, text, answers, from.Seconds, till?.Seconds ?? C.None, lazy ? 1u : 0, out answer));

        /// <summary>Frees it now, and not once nobody holds it. Questions under way are still answered.</summary>
        public void Dispose()
        {
            handle.Dispose();
            while (idle.TryPop(out C.Handle worker)) worker.Dispose();
        }

        public override string ToString() => $"Tickler.Policy {Name} {Fingerprint:x16}";

        private string Ask(string text, string besides, Action<Problem> to, Question question) =>
            C.Utf8.GetString(Ask(C.Utf8.GetBytes(text), besides, to, question));

        private byte[] Ask(byte[] text, string besides, Action<Problem> to, Question question)
        {
            byte[] answer;
            IReadOnlyList<Problem> found;
            C.Handle worker = Worker();
            try
            {
                using (var given = new C.Pinned(text))
                using (var more = new C.Pinned(besides))
                {
                    int result = question(worker, given.Text, more.Text, out C.Text got);
                    found = C.Problems(Api.ProblemsOf(worker));
                    C.Check(result, found, all => new RefusedException(all));
                    answer = got.Bytes();
                }
            }
            finally
            {
                idle.Push(worker);
                if (handle.IsClosed) Dispose();
            }
            if (to != null) foreach (Problem problem in found) to(problem);
            return answer;
        }

        private C.Handle Worker()
        {
            if (handle.IsClosed) throw new ObjectDisposedException(ToString());
            if (idle.TryPop(out C.Handle worker)) return worker;
            C.Check(Api.NewWorker(handle, Api.Abi, out IntPtr made), new Problem[0], all => new MisuseException(all));
            return new C.Handle(made, Api.FreeWorker);
        }
    }

    /// <summary>What a process has once.</summary>
    public static class Library
    {
        public static string Version
        {
            get
            {
                Loader.Ready();
                return Marshal.PtrToStringAnsi(Api.LibraryVersion());
            }
        }

        /// <summary>The release of the time-zone data, such as "2026b": two programs decide the same only by the same data.</summary>
        public static string ZoneData
        {
            get
            {
                Loader.Ready();
                C.Check(Api.LibraryZoneData(out C.Text version), new Problem[0], all => new MisuseException(all));
                return version.ToString();
            }
        }

        /// <summary>Reads these zones of the system now, as a server starts.</summary>
        /// <exception cref="RefusedException">of those that there are not</exception>
        public static void Prepare(params string[] zones)
        {
            Loader.Ready();
            var names = new List<C.Pinned>();
            try
            {
                foreach (string zone in zones) names.Add(new C.Pinned(zone));
                int result = Api.PrepareZones(names.Select(name => name.Text).ToArray(), (UIntPtr)zones.Length, out IntPtr problems);
                C.Check(result, C.Taken(problems), all => new RefusedException(all));
            }
            finally
            {
                names.ForEach(name => name.Dispose());
            }
        }
    }
}
