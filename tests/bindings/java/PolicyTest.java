// What is Java's own: errors, texts, threads, memory.
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tickler.MisuseException;
import tickler.Policy;
import tickler.PolicyException;
import tickler.Problem;
import tickler.RefusedException;
import tickler.Tickler;
import tickler.TicklerException;

public final class PolicyTest {
  private static final String YAML = "policy: mine\nzone: Europe/London\nchannels: {phone: {needs: [phone]}, email: {}}\n"
      + "cadences: {answer: {starts: {direction: inbound}, steps: [{id: send, do: {channel: email}, within: 24 hours}]}}\n";
  private static final String ADA = "{\"prospect\": {\"id\": \"ada\"}, \"touchpoints\": ["
      + "{\"at\": \"2026-03-02T10:00:00Z\", \"channel\": \"email\", \"direction\": \"inbound\"}]}";
  private static final Instant NOW = Instant.parse("2026-03-02T11:00:00Z");

  private static void expect(String what, boolean holds) {
    if (holds) return;
    System.err.println("not so: " + what);
    System.exit(1);
  }

  private static <E extends Throwable> E thrown(Class<E> kind, Callable<?> call) throws Exception {
    try {
      call.call();
    } catch (Throwable e) {
      if (kind.isInstance(e)) return kind.cast(e);
      throw e;
    }
    throw new AssertionError("no " + kind);
  }

  private static JsonObject read(String json) { return JsonParser.parseString(json).getAsJsonObject(); }

  private static void errors(Policy mine) throws Exception {
    Problem first = thrown(PolicyException.class, () -> Policy.load("policy: a\nzone: Mars/Base\n", "a.yaml")).problems().get(0);
    expect("a wrong policy says where", first.number == 302 && first.line == 2 && first.column == 7 && first.file.equals("a.yaml"));
    expect("and what", first.said.equals("a.yaml:2:7: error: " + first.message + " [T302]") && first.severity == Problem.Severity.ERROR);
    TicklerException two = thrown(TicklerException.class, () -> Policy.load("policy: a\nzone: Mars/Base\nzones: b\n", "a.yaml"));
    expect("all at once", two.problems().size() > 1 && two.getMessage().split("\n").length == two.problems().size());
    Problem touch = thrown(RefusedException.class, () -> mine.may(ADA, "{\"channel\": \"pigeon\"}", NOW)).problems().get(0);
    expect("a touch that cannot be asked is refused", touch.number == 325);
    Problem time = thrown(MisuseException.class, () -> mine.decide(ADA, Instant.ofEpochSecond(-1))).problems().get(0);
    expect("a time before 1970 is misuse", time.number == 809);
    thrown(NullPointerException.class, () -> mine.decide(ADA, null));
    thrown(NullPointerException.class, () -> mine.decide((String) null, NOW));
    thrown(RefusedException.class, () -> mine.preview(ADA, "answers on the moon", NOW));
    thrown(RefusedException.class, () -> { Tickler.prepare("Asia/Tokyo", "Asia/Tokio"); return null; });
    expect("refused or not, the policy goes on", read(mine.decide(ADA, NOW)).get("status").getAsString().equals("active"));
  }

  private static void texts(Policy mine) throws Exception {
    String id = "𝄞 Ωmega 日本 é";
    String clef = ADA.replace("ada", id);
    expect("any text comes back", read(mine.decide(clef, NOW)).get("prospect").getAsString().equals(id));
    byte[] bytes = clef.getBytes(StandardCharsets.UTF_8);
    expect("bytes are answered by the same bytes",
        Arrays.equals(mine.decide(bytes, NOW, problem -> {}), mine.decide(clef, NOW).getBytes(StandardCharsets.UTF_8)));
    thrown(IllegalArgumentException.class, () -> mine.decide(ADA.replace("ada", "\ud834"), NOW));
    expect("a policy's name is any text", Policy.load(YAML, "日本.yaml").name().equals("mine"));
    expect("nothing is no case", read(mine.decide("", NOW)).get("status").getAsString().equals("invalid"));
  }

  private static void threads(Policy mine, String expected) throws Exception {
    ExecutorService eight = Executors.newFixedThreadPool(8);
    Set<String> answers = new HashSet<>();
    List<Future<String>> asked = new ArrayList<>();
    for (int i = 0; i < 400; i++) asked.add(eight.submit(() -> mine.decide(ADA, NOW)));
    for (Future<String> one : asked) answers.add(one.get());
    eight.shutdown();
    expect("eight threads answer alike", answers.equals(Collections.singleton(expected)));
  }

  private static void closed() throws Exception {
    Policy brief = Policy.load(YAML, "mine.yaml");
    brief.decide("{", NOW, problem -> brief.close()); // may use the policy: the worker is back
    brief.close();
    thrown(IllegalStateException.class, () -> brief.decide(ADA, NOW));

    Policy shared = Policy.load(YAML, "mine.yaml");
    ExecutorService eight = Executors.newFixedThreadPool(8);
    List<Future<String>> asked = new ArrayList<>();
    for (int i = 0; i < 4000; i++) asked.add(eight.submit(() -> shared.decide(ADA, NOW)));
    asked.get(1000).get();
    shared.close();
    int answered = 0;
    for (Future<String> one : asked) {
      try {
        one.get();
        answered++;
      } catch (ExecutionException e) {
        expect("closed while it is asked, it says so", e.getCause() instanceof IllegalStateException);
      }
    }
    eight.shutdown();
    expect("what was asked before is answered", answered > 1000);
  }

  private static long resident() throws Exception {
    return Long.parseLong(new String(Files.readAllBytes(Paths.get("/proc/self/statm")), StandardCharsets.UTF_8).split(" ")[1]) * 4096;
  }

  private static void load(int count, boolean close) {
    for (int i = 0; i < count; i++) {
      Policy one = Policy.load(YAML, "mine.yaml");
      one.decide(ADA, NOW);
      if (close) one.close();
      else if (i % 20 == 0) System.gc();
    }
  }

  private static void memory(boolean close) throws Exception {
    load(200, close);
    long before = resident();
    load(400, close); // one with its worker takes some 500 KiB
    expect("policies are freed " + (close ? "when closed" : "that nobody holds"), resident() - before < 32 << 20);
  }

  public static void main(String[] arguments) throws Exception {
    Policy mine = Policy.load(YAML, "mine.yaml");
    String decision = mine.decide(ADA, NOW);
    expect("a policy knows its name", mine.name().equals("mine") && mine.warnings().isEmpty());
    expect("a decision", read(decision).getAsJsonArray("actions").size() == 1);
    expect("the part of a second does not count", mine.decide(ADA, NOW.plusMillis(999)).equals(decision));
    expect("a line for a line", mine.decideLines(ADA + "\n" + ADA + "\n", NOW).equals(decision + "\n" + decision + "\n"));
    expect("an explanation", read(mine.explain(ADA, NOW)).get("what").getAsString().equals("prospect"));
    expect("a fuller one", mine.explain(ADA, NOW, true, problem -> {}).length() >= mine.explain(ADA, NOW).length());
    JsonObject future = read(mine.preview(ADA, "answers on day 3", NOW, Instant.parse("2026-03-09T00:00:00Z"), false, problem -> {}));
    int last = future.getAsJsonArray("entries").size() - 1;
    expect("a future", future.getAsJsonArray("entries").get(last).getAsJsonObject().get("kind").getAsString().equals("end"));
    List<Problem> found = new ArrayList<>();
    String unread = mine.decide("{\"prospect\": {\"id\": \"bo\"}, \"touchpoints\": [{\"at\": \"?\"}]}", NOW, found::add);
    expect("what cannot be read is invalid", read(unread).get("status").getAsString().equals("invalid"));
    expect("and heard of", found.size() == 1 && found.get(0).number == 607);
    Tickler.prepare("Asia/Tokyo", "Europe/Paris");
    Tickler.prepare();
    expect("the zones' data has a release", !Tickler.zoneData().isEmpty());
    errors(mine);
    texts(mine);
    threads(mine, decision);
    closed();
    memory(true);
    memory(false);
    System.out.println("all well");
  }
}
