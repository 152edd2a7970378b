package tickler;

import java.util.List;

/** A call that cannot be meant: the bug is in the program that calls. */
public final class MisuseException extends TicklerException {
  private static final long serialVersionUID = 1;

  MisuseException(List<Problem> problems) { super("a call that cannot be meant", problems); }
}
