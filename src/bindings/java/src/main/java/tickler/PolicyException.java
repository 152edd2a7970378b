package tickler;

import java.util.List;

/** A policy that cannot be used. */
public final class PolicyException extends TicklerException {
  private static final long serialVersionUID = 1;

  PolicyException(List<Problem> problems) { super("a policy that cannot be used", problems); }
}
