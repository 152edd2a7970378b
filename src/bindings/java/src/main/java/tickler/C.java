package tickler;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** tickler.h as it is. Nobody else needs it. */
final class C {
  static final int ABI = 1;
  static final long NONE = Long.MIN_VALUE;
  private static final int OK = 0, REFUSED = 1, MISUSE = 2, NO_MEMORY = 3;
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
    } catch (IOException notThere) { return LIBRARY; }
  }

  @Structure.FieldOrder({"data", "size"})
  public static class Text extends Structure {
    public Pointer data;
    public long size;

    byte[] bytes() {
      return data == null ? new byte[0] : data.getByteArray(0, Math.toIntExact(size));
    }
  }

  /** As an argument: a copy in C's memory, for one call. */
  public static final class Given extends Text implements Structure.ByValue, AutoCloseable {
    public Given() {} // JNA makes one, for a result

    Given(byte[] bytes) {
      data = new Memory(Math.max(bytes.length, 1));
      data.write(0, bytes, 0, bytes.length);
      size = bytes.length;
    }

    @Override
    public void close() { ((Memory) data).close(); }
  }

  @Structure.FieldOrder({"number", "severity", "line", "column", "file", "path", "message", "said"})
  public static final class ProblemStruct extends Structure {
    public int number, severity, line, column;
    public Text file, path, message, said;
  }

  static native Pointer tickler_version();
  static native int tickler_zone_data(Text out);
  static native int tickler_prepare(Pointer names, long count, PointerByReference problems);
  static native long tickler_problems_size(Pointer list);
  static native int tickler_problems_get(Pointer list, long i, ProblemStruct out, long outSize);
  static native void tickler_problems_free(Pointer list);
  static native int tickler_policy_load(Given yaml, Given name, PointerByReference out, PointerByReference problems);
  static native void tickler_policy_free(Pointer policy);
  static native Given tickler_policy_name(Pointer policy);
  static native long tickler_policy_fingerprint(Pointer policy);
  static native int tickler_worker_new(Pointer policy, int abi, PointerByReference out);
  static native void tickler_worker_free(Pointer worker);
  static native Pointer tickler_worker_problems(Pointer worker);
  static native int tickler_decide_json(Pointer worker, Given oneCase, long now, Text out);
  static native int tickler_decide_lines(Pointer worker, Given cases, long now, Text out);
  static native int tickler_may_json(Pointer worker, Given oneCase, Given touch, long now, Text out);
  static native int tickler_explain_json(Pointer worker, Given oneCase, long now, int flags, Text out);
  static native int tickler_preview_json(Pointer worker, Given oneCase, Given script, long from, long until,
      int flags, Text out);

  static String string(byte[] utf8) { return new String(utf8, StandardCharsets.UTF_8); }

  /** Half a surrogate pair is no text: it is refused, where String.getBytes would make it a question mark. */
  static byte[] utf8(String text) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      return Arrays.copyOf(bytes.array(), bytes.limit());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a text with half a surrogate pair has no UTF-8", e);
    }
  }

  /** The list, which is still the caller's. */
  static List<Problem> problems(Pointer list) {
    long size = tickler_problems_size(list);
    if (size == 0) return Collections.emptyList();
    List<Problem> all = new ArrayList<>();
    for (long i = 0; i < size; i++) {
      ProblemStruct found = new ProblemStruct();
      tickler_problems_get(list, i, found, found.size());
      all.add(new Problem(found));
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
