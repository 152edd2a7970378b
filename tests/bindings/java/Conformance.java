// Java answers the conformance file as C++ does, byte for byte.
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tickler.Policy;
import tickler.PolicyException;
import tickler.Problem;
import tickler.RefusedException;

public final class Conformance {
  private final Policy policy;
  private final List<Object> loaded;

  private Conformance(JsonObject line) {
    Policy read = null;
    List<Object> result;
    try {
      read = Policy.load(text(line, "yaml"), text(line, "name"));
      result = answer(0, "", read.warnings());
    } catch (PolicyException e) {
      result = answer(1, "", e.problems());
    }
    policy = read;
    loaded = result;
  }

  private static String text(JsonObject line, String name) { return line.get(name).getAsString(); }

  private static List<Object> answer(int result, String text, List<Problem> problems) {
    return Arrays.asList(result, text, problems.stream().map(problem -> problem.said).collect(Collectors.toList()));
  }

  private List<Object> ask(JsonObject line) {
    if (text(line, "ask").equals("load")) return loaded;
    List<Problem> problems = new ArrayList<>();
    try {
      return answer(0, asked(line, problems), problems);
    } catch (RefusedException e) {
      return answer(1, "", e.problems());
    }
  }

  private String asked(JsonObject line, List<Problem> problems) {
    String oneCase = text(line, "case"), besides = text(line, "besides");
    Instant now = Instant.ofEpochSecond(line.get("now").getAsLong());
    switch (text(line, "ask")) {
      case "decide": return policy.decide(oneCase, now, problems::add);
      case "may": return policy.may(oneCase, besides, now, problems::add);
      case "explain": return policy.explain(oneCase, now, false, problems::add);
      case "preview": return policy.preview(oneCase, besides, now, null, false, problems::add);
      default: throw new IllegalArgumentException(text(line, "ask"));
    }
  }

  private static List<Object> expected(JsonObject line) {
    List<String> problems = new ArrayList<>();
    for (JsonElement said : line.getAsJsonArray("problems")) problems.add(said.getAsString());
    return Arrays.asList(line.get("result").getAsInt(), text(line, "answer"), problems);
  }

  public static void main(String[] arguments) throws Exception {
    Map<Integer, Conformance> doors = new HashMap<>();
    int asked = 0, different = 0;
    List<String> lines = Files.readAllLines(Paths.get(arguments[0]), StandardCharsets.UTF_8);
    for (String text : lines) {
      JsonObject line = JsonParser.parseString(text).getAsJsonObject();
      int policy = line.get("policy").getAsInt();
      if (line.has("yaml")) {
        doors.put(policy, new Conformance(line));
        continue;
      }
      asked++;
      List<Object> got = doors.get(policy).ask(line);
      if (!got.equals(expected(line)) && ++different < 4) System.out.println("differs: " + text + "\ngot: " + got);
    }
    System.out.println(asked + " questions, " + different + " answered differently");
    System.exit(asked > 300 && different == 0 ? 0 : 1);
  }
}
