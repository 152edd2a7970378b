package tickler;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Why there is no answer, with all that is wrong; of this class itself: a bug of Tickler. */
public class TicklerException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient List<Problem> problems;

  TicklerException(String what, List<Problem> problems) {
    super(problems.isEmpty() ? what : problems.stream().map(problem -> problem.said).collect(Collectors.joining("\n")));
    this.problems = problems;
  }

  public List<Problem> problems() { return problems == null ? Collections.emptyList() : problems; }
}
