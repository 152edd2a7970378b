package tickler;

import com.sun.jna.Pointer;

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

  Problem(Pointer found) {
    number = found.getInt(0);
    severity = found.getInt(4) == 0 ? Severity.ERROR : Severity.WARNING;
    line = found.getInt(8);
    column = found.getInt(12);
    file = C.string(found.share(16));
    path = C.string(found.share(32));
    message = C.string(found.share(48));
    said = C.string(found.share(64));
  }

  @Override
  public String toString() { return said; }
}
