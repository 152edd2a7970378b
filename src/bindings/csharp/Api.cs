using System;

namespace Tickler
{
    /// <summary>tickler.h as it is. Nobody else needs it.</summary>
    internal static class Api
    {
        internal const uint Abi = 1;

        internal delegate uint Number();
        internal delegate IntPtr Version();
        internal delegate int ZoneData(out C.Text version);
        internal delegate int Prepare(C.Text[] names, UIntPtr count, out IntPtr problems);
        internal delegate UIntPtr ProblemsSize(IntPtr list);
        internal delegate int ProblemsGet(IntPtr list, UIntPtr i, out C.ProblemStruct found, UIntPtr size);
        internal delegate void Free(IntPtr pointer);
        internal delegate int PolicyLoad(C.Text yaml, C.Text name, out IntPtr policy, out IntPtr problems);
        internal delegate C.Text PolicyName(C.Handle policy);
        internal delegate ulong PolicyFingerprint(C.Handle policy);
        internal delegate int WorkerNew(C.Handle policy, uint abi, out IntPtr worker);
        internal delegate IntPtr WorkerProblems(C.Handle worker);
        internal delegate int Decide(C.Handle worker, C.Text cases, long now, out C.Text answer);
        internal delegate int May(C.Handle worker, C.Text oneCase, C.Text touch, long now, out C.Text answer);
        internal delegate int Explain(C.Handle worker, C.Text oneCase, long now, uint flags, out C.Text told);
        internal delegate int Preview(C.Handle worker, C.Text oneCase, C.Text script, long from, long until, uint flags,
            out C.Text timeline);

        internal static readonly Version LibraryVersion = Loader.Get<Version>("tickler_version");
        internal static readonly ZoneData LibraryZoneData = Loader.Get<ZoneData>("tickler_zone_data");
        internal static readonly Prepare PrepareZones = Loader.Get<Prepare>("tickler_prepare");
        internal static readonly ProblemsSize SizeOfProblems = Loader.Get<ProblemsSize>("tickler_problems_size");
        internal static readonly ProblemsGet GetProblem = Loader.Get<ProblemsGet>("tickler_problems_get");
        internal static readonly Free FreeProblems = Loader.Get<Free>("tickler_problems_free");
        internal static readonly PolicyLoad LoadPolicy = Loader.Get<PolicyLoad>("tickler_policy_load");
        internal static readonly Free FreePolicy = Loader.Get<Free>("tickler_policy_free");
        internal static readonly PolicyName NameOf = Loader.Get<PolicyName>("tickler_policy_name");
        internal static readonly PolicyFingerprint FingerprintOf = Loader.Get<PolicyFingerprint>("tickler_policy_fingerprint");
        internal static readonly WorkerNew NewWorker = Loader.Get<WorkerNew>("tickler_worker_new");
        internal static readonly Free FreeWorker = Loader.Get<Free>("tickler_worker_free");
        internal static readonly WorkerProblems ProblemsOf = Loader.Get<WorkerProblems>("tickler_worker_problems");
        internal static readonly Decide DecideJson = Loader.Get<Decide>("tickler_decide_json");
        internal static readonly Decide DecideLines = Loader.Get<Decide>("tickler_decide_lines");
        internal static readonly May MayJson = Loader.Get<May>("tickler_may_json");
        internal static readonly Explain ExplainJson = Loader.Get<Explain>("tickler_explain_json");
        internal static readonly Preview PreviewJson = Loader.Get<Preview>("tickler_preview_json");

        static Api() { } // not before it is used
    }
}
