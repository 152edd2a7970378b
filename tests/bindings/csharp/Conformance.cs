// C# answers the conformance file as C++ does, byte for byte.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;
using Tickler;

[DataContract]
internal sealed class Line
{
    [DataMember] public string ask = null, besides = null, answer = null, name = null, yaml = null;
    [DataMember(Name = "case")] public string oneCase = null;
    [DataMember] public int policy = 0, result = 0;
    [DataMember] public long now = 0;
    [DataMember] public string[] problems = null;

    internal bool Says(Line other) =>
        result == other.result && string.Equals(answer, other.answer, StringComparison.Ordinal) && problems.SequenceEqual(other.problems);

    internal static Line Of(int result, string answer, IEnumerable<Problem> problems) =>
        new Line { result = result, answer = answer, problems = problems.Select(problem => problem.Said).ToArray() };
}

internal sealed class Door
{
    private readonly Policy policy;
    private readonly Line loaded;

    internal Door(Line line)
    {
        try
        {
            policy = Policy.Load(line.yaml, line.name);
            loaded = Line.Of(0, "", policy.Warnings);
        }
        catch (PolicyException e)
        {
            loaded = Line.Of(1, "", e.Problems);
        }
    }

    internal Line Ask(Line line)
    {
        if (line.ask == "load") return loaded;
        var problems = new List<Problem>();
        try
        {
            return Line.Of(0, Asked(line, problems.Add), problems);
        }
        catch (RefusedException e)
        {
            return Line.Of(1, "", e.Problems);
        }
    }

    private string Asked(Line line, Action<Problem> problems)
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(line.now);
        switch (line.ask)
        {
            case "decide": return policy.Decide(line.oneCase, now, problems);
            case "may": return policy.May(line.oneCase, line.besides, now, problems);
            case "explain": return policy.Explain(line.oneCase, now, problems: problems);
            case "preview": return policy.Preview(line.oneCase, now, line.besides, problems: problems);
            default: throw new ArgumentException(line.ask);
        }
    }
}

internal static class Conformance
{
    private static int Main(string[] arguments)
    {
        var reader = new DataContractJsonSerializer(typeof(Line));
        var doors = new Dictionary<int, Door>();
        int asked = 0, different = 0;
        foreach (string text in File.ReadLines(arguments[0], new UTF8Encoding(false, true)))
        {
            var line = (Line)reader.ReadObject(new MemoryStream(Encoding.UTF8.GetBytes(text)));
            if (line.yaml != null)
            {
                doors[line.policy] = new Door(line);
                continue;
            }
            asked++;
            Line got = doors[line.policy].Ask(line);
            if (!got.Says(line) && ++different < 4)
                Console.WriteLine($"differs: {text}\ngot: {got.result} {got.answer}\n{string.Join("\n", got.problems)}");
        }
        Console.WriteLine($"{asked} questions, {different} answered differently");
        return asked > 300 && different == 0 ? 0 : 1;
    }
}
