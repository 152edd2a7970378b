package tickler;

import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a process has once. */
public final class Tickler {
  private Tickler() {}

  /** Reads these zones of the system now, before a chroot or as a server starts; RefusedException for those that there are not. */
  public static void prepare(String... zones) {
    C.Text[] list = (C.Text[]) new C.Text().toArray(Math.max(zones.length, 1));
    List<C.Given> given = new ArrayList<>();
    PointerByReference problems = new PointerByReference();
    try {
      for (String zone : zones) {
        C.Given text = new C.Given(C.utf8(zone));
        list[given.size()].data = text.data;
        list[given.size()].size = text.size;
        list[given.size()].write();
        given.add(text);
      }
      int result = C.tickler_prepare(list[0].getPointer(), zones.length, problems);
      C.check(result, C.taken(problems.getValue()), RefusedException::new);
    } finally {
      given.forEach(C.Given::close);
    }
  }

  public static String version() { return C.tickler_version().getString(0, "UTF-8"); }

  /** The release of the time-zone data, such as "2026b": two programs decide the same only by the same data. */
  public static String zoneData() {
    C.Text out = new C.Text();
    C.check(C.tickler_zone_data(out), Collections.emptyList(), MisuseException::new);
    return C.string(out.bytes());
  }
}
