// Loads the library and says which it is.
public final class Version {
  public static void main(String[] arguments) {
    System.out.println(tickler.Tickler.version());
  }
}
