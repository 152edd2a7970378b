using System;
using System.Collections.Generic;
using System.Linq;

namespace Tickler
{
    public enum Severity { Error, Warning }

    /// <summary>What is wrong with a policy, a record or a call.</summary>
    public sealed class Problem
    {
        /// <summary>101 of T101.</summary>
        public int Number { get; }
        public Severity Severity { get; }
        /// <summary>From 1; 0: of no line.</summary>
        public int Line { get; }
        /// <summary>In bytes, from 1.</summary>
        public int Column { get; }
        public string File { get; }
        public string Path { get; }
        public string Message { get; }
        /// <summary>All of it in one line.</summary>
        public string Said { get; }

        internal Problem(C.ProblemStruct found)
        {
            Number = found.Number;
            Severity = (Severity)found.Severity;
            Line = (int)found.Line;
            Column = (int)found.Column;
            File = found.File.ToString();
            Path = found.Path.ToString();
            Message = found.Message.ToString();
            Said = found.Said.ToString();
        }

        public override string ToString() => Said;
    }

    /// <summary>Why there is no answer, with all that is wrong; of this class itself: a bug of Tickler.</summary>
    public class TicklerException : Exception
    {
        public IReadOnlyList<Problem> Problems { get; }

        internal TicklerException(string what, IReadOnlyList<Problem> problems)
            : base(problems.Count == 0 ? what : string.Join("\n", problems.Select(problem => problem.Said))) => Problems = problems;
    }

    /// <summary>A policy that cannot be used.</summary>
    public sealed class PolicyException : TicklerException
    {
        internal PolicyException(IReadOnlyList<Problem> problems) : base("a policy that cannot be used", problems) { }
    }

    /// <summary>A question that cannot be answered: a touch, a script, a case.</summary>
    public sealed class RefusedException : TicklerException
    {
        internal RefusedException(IReadOnlyList<Problem> problems) : base("a question that cannot be answered", problems) { }
    }

    /// <summary>A call that cannot be meant: the bug is in the program that calls.</summary>
    public sealed class MisuseException : TicklerException
    {
        internal MisuseException(IReadOnlyList<Problem> problems) : base("a call that cannot be meant", problems) { }
    }
}
