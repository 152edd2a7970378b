package tickler;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** tickler.h as it is. Nobody else needs it. */
final class C {
  static final int ABI = 1;
  static final long NONE = Long.MIN_VALUE;
  private static final int OK = 0, REFUSED = 1, MISUSE = 2, NO_MEMORY = 3;
  static final int TEXT_SIZE = 16, PROBLEM_SIZE = 80; // of tickler_text, tickler_problem
  private static final String LIBRARY = "libtickler-c.so.0";

  static {
    String place = place();
    NativeLibrary library = NativeLibrary.getInstance(place);
    int oldest = library.getFunction("tickler_oldest_abi").invokeInt(new Object[0]);
    int newest = library.getFunction("tickler_abi").invokeInt(new Object[0]);
    if (ABI < oldest || newest < ABI) {
      throw new UnsatisfiedLinkError(
          place + " serves the ABI " + oldest + " to " + newest + " of tickler.h, and this package needs " + ABI);
    }
    Native.register(C.class, library);
  }

  private C() {}

  /** What the variable says; else as a resource beside this class, in a jar or a folder; else where JNA and the system look. */
  private static String place() {
    String said = System.getenv("TICKLER_C_LIBRARY");
    if (said != null) return said;
    try {
      return Native.extractFromResourcePath("/tickler/" + LIBRARY, C.class.getClassLoader()).getPath();
    } catch (IOException notThere) {
      return LIBRARY;
    }
  }

  /** A tickler_text as an argument: a copy in C's memory, whose room is kept for the next one. */
  @Structure.FieldOrder({"data", "size"})
  public static final class Given extends Structure implements Structure.ByValue, AutoCloseable {
    public Pointer data;
    public long size;
    private Memory room;

    public Given() {}

    Given(byte[] bytes) { set(bytes); }

    void set(byte[] bytes) {
      if (room == null || room.size() < bytes.length) {
        close();
        data = room = new Memory(Math.max(bytes.length, 256));
      }
      room.write(0, bytes, 0, bytes.length);
      size = bytes.length;
    }

    @Override
    public void close() {
      if (room != null) room.close();
      room = null;
    }
  }

  /** What a tickler_text says. */
  static byte[] bytes(Pointer text) {
    Pointer data = text.getPointer(0);
    return data == null ? new byte[0] : data.getByteArray(0, Math.toIntExact(text.getLong(8)));
  }

  static native Pointer tickler_version();
  static native int tickler_zone_data(Pointer out);
  static native int tickler_prepare(Pointer names, long count, PointerByReference problems);
  static native long tickler_problems_size(Pointer list);
  static native int tickler_problems_get(Pointer list, long i, Pointer out, long outSize);
  static native void tickler_problems_free(Pointer list);
  static native int tickler_policy_load(Given yaml, Given name, PointerByReference out, PointerByReference problems);
  static native void tickler_policy_free(Pointer policy);
  static native Given tickler_policy_name(Pointer policy);
  static native long tickler_policy_fingerprint(Pointer policy);
  static native int tickler_worker_new(Pointer policy, int abi, PointerByReference out);
  static native void tickler_worker_free(Pointer worker);
  static native Pointer tickler_worker_problems(Pointer worker);
  static native int tickler_decide_json(Pointer worker, Given oneCase, long now, Pointer out);
  static native int tickler_decide_lines(Pointer worker, Given cases, long now, Pointer out);
  static native int tickler_may_json(Pointer worker, Given oneCase, Given touch, long now, Pointer out);
  static native int tickler_explain_json(Pointer worker, Given oneCase, long now, int flags, Pointer out);
  static native int tickler_preview_json(Pointer worker, Given oneCase, Given script, long from, long until,
      int flags, Pointer out);

  static String string(byte[] utf8) { return new String(utf8, StandardCharsets.UTF_8); }

  static String string(Pointer text) { return string(bytes(text)); }

  /** Half a surrogate pair is no text: it is refused, where getBytes makes it a question mark. */
  static byte[] utf8(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isSurrogate(text.charAt(i))) continue;
      if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(++i))) {
        throw new IllegalArgumentException("a text with half a surrogate pair cannot be said in UTF-8");
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The list, which is still the caller's. */
  static List<Problem> problems(Pointer list) {
    long size = tickler_problems_size(list);
    if (size == 0) return Collections.emptyList();
    List<Problem> all = new ArrayList<>();
    for (long i = 0; i < size; i++) {
      Memory found = new Memory(PROBLEM_SIZE);
      tickler_problems_get(list, i, found, PROBLEM_SIZE);
      all.add(new Problem(found));
      found.close();
    }
    return Collections.unmodifiableList(all);
  }

  /** The list, which is freed. */
  static List<Problem> taken(Pointer list) {
    List<Problem> all = problems(list);
    tickler_problems_free(list);
    return all;
  }

  static void check(int result, List<Problem> problems, Function<List<Problem>, TicklerException> refused) {
    switch (result) {
      case OK: return;
      case REFUSED: throw refused.apply(problems);
      case MISUSE: throw new MisuseException(problems);
      case NO_MEMORY: throw new OutOfMemoryError("no memory for Tickler");
      default: throw new TicklerException("a bug of Tickler", problems);
    }
  }
}
