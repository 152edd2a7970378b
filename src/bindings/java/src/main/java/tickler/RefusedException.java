package tickler;

import java.util.List;

/** A question that cannot be answered: a touch, a script, a case. */
public final class RefusedException extends TicklerException {
  private static final long serialVersionUID = 1;

  RefusedException(List<Problem> problems) { super("a question that cannot be answered", problems); }
}
