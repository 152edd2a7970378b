package tickler;

import com.sun.jna.Memory;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a process has once. */
public final class Tickler {
  private Tickler() {}

  /** Reads these zones of the system now, before a chroot or as a server starts; RefusedException for those that there are not. */
  public static void prepare(String... zones) {
    Memory list = new Memory(C.TEXT_SIZE * Math.max(zones.length, 1));
    List<C.Given> given = new ArrayList<>();
    PointerByReference problems = new PointerByReference();
    try {
      for (String zone : zones) {
        C.Given text = new C.Given(C.utf8(zone));
        list.setPointer(C.TEXT_SIZE * given.size(), text.data);
        list.setLong(C.TEXT_SIZE * given.size() + 8, text.size);
        given.add(text);
      }
      int result = C.tickler_prepare(list, zones.length, problems);
      C.check(result, C.taken(problems.getValue()), RefusedException::new);
    } finally {
      given.forEach(C.Given::close);
    }
  }

  public static String version() { return C.tickler_version().getString(0, "UTF-8"); }

  /** The release of the time-zone data, such as "2026b": two programs decide the same only by the same data. */
  public static String zoneData() {
    Memory out = new Memory(C.TEXT_SIZE);
    C.check(C.tickler_zone_data(out), Collections.emptyList(), MisuseException::new);
    return C.string(out);
  }
}
