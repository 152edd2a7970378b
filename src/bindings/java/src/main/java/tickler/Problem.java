package tickler;

/** What is wrong with a policy, a record or a call. */
public final class Problem {
  public enum Severity { ERROR, WARNING }

  /** 101 of T101. */
  public final int number;
  public final Severity severity;
  /** From 1; 0: of no line. Columns are counted in bytes. */
  public final int line, column;
  /** Of a text; in the policy. */
  public final String file, path;
  public final String message;
  /** All of it in one line. */
  public final String said;

  Problem(C.ProblemStruct found) {
    number = found.number;
    severity = found.severity == 0 ? Severity.ERROR : Severity.WARNING;
    line = found.line;
    column = found.column;
    file = C.string(found.file.bytes());
    path = C.string(found.path.bytes());
    message = C.string(found.message.bytes());
    said = C.string(found.said.bytes());
  }

  @Override
  public String toString() { return said; }
}
