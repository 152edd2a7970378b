package tickler;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Who to follow up with next, how, and when, as a policy says. Reading one takes milliseconds: keep it. Any number of threads may
 * use it at a time. Cases and answers are JSON, as a String or, quicker, as bytes of UTF-8.
 *
 * <p>A case that cannot be read is answered as "invalid"; what is wrong with it goes to {@code problems}.
 */
public final class Policy implements AutoCloseable {
  private static final Consumer<Problem> NOBODY = problem -> {};
  private final String name;
  private final long fingerprint;
  private final List<Problem> warnings;
  private final Held held;
  private volatile boolean closed;

  private Policy(Pointer policy, List<Problem> warnings) {
    held = new Held(this, policy);
    name = C.string(C.tickler_policy_name(policy).getPointer());
    fingerprint = C.tickler_policy_fingerprint(policy);
    this.warnings = warnings;
  }

  /** @param name what problems call the text */
  public static Policy load(String yaml, String name) { return load(C.utf8(yaml), name); }

  public static Policy load(byte[] yaml, String name) {
    Held.freeUnheld();
    PointerByReference policy = new PointerByReference(), problems = new PointerByReference();
    try (C.Given text = new C.Given(yaml); C.Given called = new C.Given(C.utf8(name))) {
      int result = C.tickler_policy_load(text, called, policy, problems);
      List<Problem> found = C.taken(problems.getValue());
      C.check(result, found, PolicyException::new);
      return new Policy(policy.getValue(), found);
    }
  }

  public String name() { return name; }

  /** Of all in it that decides: 64 bits, without a sign. */
  public long fingerprint() { return fingerprint; }

  public List<Problem> warnings() { return warnings; }

  /** What is to be done for this prospect. */
  public String decide(String oneCase, Instant now) { return decide(oneCase, now, NOBODY); }

  public String decide(String oneCase, Instant now, Consumer<? super Problem> problems) {
    return C.string(decide(C.utf8(oneCase), now, problems));
  }

  public byte[] decide(byte[] oneCase, Instant now, Consumer<? super Problem> problems) {
    return ask(oneCase, "", problems, worker -> C.tickler_decide_json(worker.pointer, worker.text, seconds(now), worker.out));
  }

  /** A case a line, a decision a line. */
  public String decideLines(String cases, Instant now) { return decideLines(cases, now, NOBODY); }

  public String decideLines(String cases, Instant now, Consumer<? super Problem> problems) {
    return C.string(decideLines(C.utf8(cases), now, problems));
  }

  public byte[] decideLines(byte[] cases, Instant now, Consumer<? super Problem> problems) {
    return ask(cases, "", problems, worker -> C.tickler_decide_lines(worker.pointer, worker.text, seconds(now), worker.out));
  }

  /** May this be done now? {@code touch} is such as {"channel": "phone", "purpose": "check_in"}. */
  public String may(String oneCase, String touch, Instant now) { return may(oneCase, touch, now, NOBODY); }

  public String may(String oneCase, String touch, Instant now, Consumer<? super Problem> problems) {
    return C.string(ask(C.utf8(oneCase), touch, problems,
        worker -> C.tickler_may_json(worker.pointer, worker.text, worker.besides, seconds(now), worker.out)));
  }

  /** Why. */
  public String explain(String oneCase, Instant now) { return explain(oneCase, now, false, NOBODY); }

  /** @param full also runs that are over, steps that were not reached, all parts of conditions */
  public String explain(String oneCase, Instant now, boolean full, Consumer<? super Problem> problems) {
    return C.string(ask(C.utf8(oneCase), "", problems,
        worker -> C.tickler_explain_json(worker.pointer, worker.text, seconds(now), full ? 1 : 0, worker.out)));
  }

  /** What will happen in 365 days, under a script such as "answers on day 10"; "": nobody answers. */
  public String preview(String oneCase, String script, Instant from) { return preview(oneCase, script, from, null, false, NOBODY); }

  /**
   * @param till null: 365 days
   * @param lazy each action is done at its deadline
   */
  public String preview(
      String oneCase, String script, Instant from, Instant till, boolean lazy, Consumer<? super Problem> problems) {
    long until = till == null ? C.NONE : seconds(till);
    return C.string(ask(C.utf8(oneCase), script, problems,
        worker -> C.tickler_preview_json(
            worker.pointer, worker.text, worker.besides, seconds(from), until, lazy ? 1 : 0, worker.out)));
  }

  /** Frees it now, and not once nobody holds it. Questions under way are still answered. */
  @Override
  public void close() {
    closed = true;
    held.free();
  }

  @Override
  public String toString() { return String.format("tickler.Policy %s %016x", name, fingerprint); }

  private interface Question {
    int ask(Worker worker);
  }

  /** One thread's at a time, with room for what it is asked and answers. */
  private static final class Worker {
    final Pointer pointer;
    final C.Given text = new C.Given(), besides = new C.Given();
    final Memory out = new Memory(C.TEXT_SIZE);

    Worker(Pointer pointer) { this.pointer = pointer; }

    void free() {
      C.tickler_worker_free(pointer);
      text.close();
      besides.close();
      out.close();
    }
  }

  private byte[] ask(byte[] text, String besides, Consumer<? super Problem> problems, Question question) {
    List<Problem> found;
    byte[] answer;
    Worker worker = held.take();
    try {
      worker.text.set(text);
      worker.besides.set(C.utf8(besides));
      int result = question.ask(worker);
      found = C.problems(C.tickler_worker_problems(worker.pointer));
      C.check(result, found, RefusedException::new);
      answer = C.bytes(worker.out);
    } finally {
      held.giveBack(worker);
      if (closed) held.free(); // and until here somebody holds this policy
    }
    found.forEach(problems);
    return answer;
  }

  private static long seconds(Instant time) { return time.getEpochSecond(); }

  /**
   * A policy of the library, and workers, each of which is one thread's at a time: as many are made as are used at once. What
   * nobody holds any more is freed as the next policy is loaded, since Java 8 has no Cleaner and we have no thread.
   */
  private static final class Held extends PhantomReference<Policy> {
    private static final ReferenceQueue<Policy> UNHELD = new ReferenceQueue<>();
    private static final Set<Held> ALL = ConcurrentHashMap.newKeySet();
    private final ArrayDeque<Worker> idle = new ArrayDeque<>();
    private Pointer policy;

    Held(Policy holder, Pointer policy) {
      super(holder, UNHELD);
      this.policy = policy;
      ALL.add(this);
    }

    static void freeUnheld() {
      for (Reference<? extends Policy> held = UNHELD.poll(); held != null; held = UNHELD.poll()) ((Held) held).free();
    }

    synchronized Worker take() {
      if (policy == null) throw new IllegalStateException("the policy is closed");
      if (!idle.isEmpty()) return idle.pop();
      PointerByReference out = new PointerByReference();
      C.check(C.tickler_worker_new(policy, C.ABI, out), Collections.emptyList(), MisuseException::new);
      return new Worker(out.getValue());
    }

    synchronized void giveBack(Worker worker) { idle.push(worker); }

    synchronized void free() {
      idle.forEach(Worker::free);
      idle.clear();
      C.tickler_policy_free(policy);
      policy = null;
      ALL.remove(this);
    }
  }
}
