// What is C#'s own: errors, times, texts, threads, memory.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Tickler;

internal static class PolicyTest
{
    private const string Yaml = "policy: mine\nzone: Europe/London\nchannels: {phone: {needs: [phone]}, email: {}}\n"
        + "cadences: {answer: {starts: {direction: inbound}, steps: [{id: send, do: {channel: email}, within: 24 hours}]}}\n";
    private const string Ada = "{\"prospect\": {\"id\": \"ada\"}, \"touchpoints\": ["
        + "{\"at\": \"2026-03-02T10:00:00Z\", \"channel\": \"email\", \"direction\": \"inbound\"}]}";
    private static readonly DateTimeOffset Now = new DateTimeOffset(2026, 3, 2, 11, 0, 0, TimeSpan.Zero);

    private static void Expect(string what, bool holds)
    {
        if (holds) return;
        Console.Error.WriteLine($"not so: {what}");
        Environment.Exit(1);
    }

    private static E Thrown<E>(Action call) where E : Exception
    {
        try
        {
            call();
        }
        catch (E e)
        {
            return e;
        }
        throw new Exception($"no {typeof(E)}");
    }

    private static void Errors(Policy mine)
    {
        Problem first = Thrown<PolicyException>(() => Policy.Load("policy: a\nzone: Mars/Base\n", "a.yaml")).Problems[0];
        Expect("a wrong policy says where", (first.Number, first.Line, first.Column, first.File).Equals((302, 2, 7, "a.yaml")));
        Expect("and what", first.Said == $"a.yaml:2:7: error: {first.Message} [T302]" && first.Severity == Severity.Error);
        var two = Thrown<TicklerException>(() => Policy.Load("policy: a\nzone: Mars/Base\nzones: b\n", "a.yaml"));
        Expect("all at once", two.Problems.Count > 1 && two.Message.Split('\n').Length == two.Problems.Count);
        var touch = Thrown<RefusedException>(() => mine.May(Ada, "{\"channel\": \"pigeon\"}", Now)).Problems[0];
        Expect("a touch that cannot be asked is refused", touch.Number == 325);
        var time = Thrown<MisuseException>(() => mine.Decide(Ada, DateTimeOffset.FromUnixTimeSeconds(-1))).Problems[0];
        Expect("a time before 1970 is misuse", time.Number == 809);
        Thrown<ArgumentNullException>(() => mine.Decide((string)null, Now));
        Thrown<ArgumentNullException>(() => mine.Decide((byte[])null, Now));
        Thrown<RefusedException>(() => mine.Preview(Ada, Now, "answers on the moon"));
        Thrown<RefusedException>(() => Library.Prepare("Asia/Tokyo", "Asia/Tokio"));
        Expect("refused or not, the policy goes on", mine.Decide(Ada, Now).Contains("\"status\":\"active\""));
    }

    private static void Times(Policy mine, string decision)
    {
        Expect("any offset", mine.Decide(Ada, Now.ToOffset(TimeSpan.FromHours(9))) == decision);
        Expect("a DateTime of UTC", mine.Decide(Ada, Now.UtcDateTime) == decision);
        Expect("a DateTime of here", mine.Decide(Ada, Now.LocalDateTime) == decision);
        Expect("the part of a second does not count", mine.Decide(Ada, Now.AddMilliseconds(999)) == decision);
        var naive = Thrown<ArgumentException>(() => mine.Decide(Ada, new DateTime(2026, 3, 2, 11, 0, 0)));
        Expect("a naive DateTime is refused", naive.Message.Contains("Unspecified"));
        Thrown<ArgumentException>(() => mine.Preview(Ada, Now, till: new DateTime(2026, 3, 9)));
    }

    private static void Texts(Policy mine)
    {
        const string id = "𝄞 Ωmega 日本 é";
        string clef = Ada.Replace("ada", id);
        Expect("any text comes back", mine.Decide(clef, Now).StartsWith($"{{\"prospect\":\"{id}\",", StringComparison.Ordinal));
        byte[] answer = mine.Decide(Encoding.UTF8.GetBytes(clef), Now);
        Expect("bytes are answered by the same bytes", answer.SequenceEqual(Encoding.UTF8.GetBytes(mine.Decide(clef, Now))));
        Thrown<ArgumentException>(() => mine.Decide(Ada.Replace("ada", "\ud834"), Now));
        Expect("nothing is no case", mine.Decide("", Now).Contains("\"status\":\"invalid\""));
        Expect("no lines for no lines", mine.DecideLines(new byte[0], Now).Length == 0);
    }

    private static void Threads(Policy mine, string expected)
    {
        int alike = 0;
        var eight = Enumerable.Range(0, 8).Select(i => new Thread(() =>
        {
            for (int n = 0; n < 50; n++)
                if (mine.Decide(Ada, Now) == expected) Interlocked.Increment(ref alike);
        })).ToList();
        eight.ForEach(one => one.Start());
        eight.ForEach(one => one.Join());
        Expect("eight threads answer alike", alike == 400);
    }

    private static void Disposed()
    {
        Policy brief = Policy.Load(Yaml, "mine.yaml");
        brief.Decide("{", Now, problem => brief.Dispose()); // may use the policy: the worker is back
        brief.Dispose();
        Thrown<ObjectDisposedException>(() => brief.Decide(Ada, Now));

        Policy shared = Policy.Load(Yaml, "mine.yaml");
        int answered = 0;
        var eight = Enumerable.Range(0, 8).Select(i => new Thread(() => Thrown<ObjectDisposedException>(() =>
        {
            while (true)
            {
                shared.Decide(Ada, Now);
                Interlocked.Increment(ref answered);
            }
        }))).ToList();
        eight.ForEach(one => one.Start());
        while (Volatile.Read(ref answered) < 1000) Thread.Yield();
        shared.Dispose();
        eight.ForEach(one => one.Join()); // each has been told
    }

    private static long Resident() => long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1]) * 4096;

    private static void Load(int count, bool dispose)
    {
        for (int i = 0; i < count; i++)
        {
            Policy one = Policy.Load(Yaml, "mine.yaml");
            one.Decide(Ada, Now);
            if (dispose) one.Dispose();
            else if (i % 20 == 0) Collect();
        }
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static void Memory(bool dispose)
    {
        Load(200, dispose);
        long before = Resident();
        Load(400, dispose); // one with its worker takes some 500 KiB
        Expect(dispose ? "what is disposed of is freed" : "what nobody holds is freed", Resident() - before < 32 << 20);
    }

    private static void Main()
    {
        Policy mine = Policy.Load(Yaml, "mine.yaml");
        string decision = mine.Decide(Ada, Now);
        Expect("a policy knows its name", mine.Name == "mine" && mine.Warnings.Count == 0);
        Expect("a decision", decision.Contains("\"status\":\"active\"") && decision.Contains("\"channel\":\"email\""));
        Expect("a line for a line", mine.DecideLines($"{Ada}\n{Ada}\n", Now) == $"{decision}\n{decision}\n");
        Expect("an explanation", mine.Explain(Ada, Now).Contains("\"what\":\"prospect\""));
        Expect("a fuller one", mine.Explain(Ada, Now, full: true).Length >= mine.Explain(Ada, Now).Length);
        string future = mine.Preview(Ada, Now, "answers on day 3", new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero));
        Expect("a future", future.Contains("\"kind\":\"end\""));
        var found = new List<Problem>();
        string unread = mine.Decide("{\"prospect\": {\"id\": \"bo\"}, \"touchpoints\": [{\"at\": \"?\"}]}", Now, found.Add);
        Expect("what cannot be read is invalid", unread.Contains("\"status\":\"invalid\"") && unread.Contains("\"actions\":[]"));
        Expect("and heard of", found.Count == 1 && found[0].Number == 607);
        Library.Prepare("Asia/Tokyo", "Europe/Paris");
        Library.Prepare();
        Expect("the zones' data has a release", Library.ZoneData != "");
        Errors(mine);
        Times(mine, decision);
        Texts(mine);
        Threads(mine, decision);
        Disposed();
        Memory(true);
        Memory(false);
        Console.WriteLine("all well");
    }
}
